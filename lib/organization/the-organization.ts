import { db } from "@/db/client";
import { organization } from "@/db/schema";
import type { Organization } from "./organization";

let known: Promise<Organization> | undefined;

/** The organization, read once a process: it never changes. */
export function theOrganization(): Promise<Organization> {
  known ??= read().catch((error) => {
    known = undefined;
    throw error;
  });
  return known;
}

async function read(): Promise<Organization> {
  const [row] = await db().select().from(organization);
  if (!row) throw new Error("The organization’s row is gone: a migration wrote it.");
  return row;
}
