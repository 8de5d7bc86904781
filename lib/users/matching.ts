import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
export const filterText = z.string().max(1000).default("");
export const matchingUsers = (q: string): SQL | undefined => (q === "" ? undefined : sql`true`);
