import { eq } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { userAppearance } from "@/db/schema";
import { type Appearance, terminalFonts } from "./appearance";

/** What a user chose, or the defaults. A font that is offered no more counts as none. */
export async function readAppearance(db: Database | Transaction, userId: string): Promise<Appearance> {
  const [row] = await db.select().from(userAppearance).where(eq(userAppearance.userId, userId));
  return {
    themePreference: row?.themePreference ?? "",
    terminalFont: terminalFonts.find((font) => font === row?.terminalFont) ?? "",
  };
}
