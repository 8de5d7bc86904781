import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { z } from "zod";
import { db } from "@/db/client";
import { auditEntries, users } from "@/db/schema";
import { as, aUser, auditOf, now } from "@/test/people";
import { operation } from "./operation";
import { changed } from "./users/changed";
import { findUser } from "./users/read";

/** Renames two people, one after the other, and lets somebody else do the same the other way round meanwhile. */
function renameBoth(meanwhile: () => Promise<unknown>) {
  return operation({
    action: "test.renamed",
    permission: "anyone",
    input: z.object({ first: z.string(), second: z.string() }),
    async run({ tx, input }) {
      const before = await findUser(tx, input.first);
      if (!before) throw new Error("There is no first.");
      const name = `by the act on ${input.first}`;
      await tx.update(users).set({ name }).where(eq(users.id, input.first));
      await meanwhile();
      await tx.update(users).set({ name }).where(eq(users.id, input.second));
      return changed(before, { ...before, name }, null);
    },
  });
}

test("of two changes that wait for each other both are done, each with one entry", async () => {
  const [ada, bob] = [await aUser({ roles: ["owner"] }), await aUser()];
  let waiting = 0;
  let go = () => {};
  const both = new Promise<void>((resolve) => {
    go = resolve;
  });
  const rename = renameBoth(async () => {
    if (++waiting === 2) go();
    await both;
  });
  const results = await Promise.all([
    rename(as(ada), { first: ada.id, second: bob.id }),
    rename(as(ada), { first: bob.id, second: ada.id }),
  ]);
  expect(results.map(({ ok }) => ok)).toEqual([true, true]);
  expect(waiting).toBeGreaterThan(2);
  expect((await now(bob))?.name).toBe((await now(ada))?.name);
  const entries = await db().select().from(auditEntries).where(eq(auditEntries.action, "test.renamed"));
  expect(entries).toHaveLength(2);
  expect(await auditOf(bob)).toHaveLength(1);
});
