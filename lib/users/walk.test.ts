import fc from "fast-check";
import { expect, test } from "vitest";
import { as, aUser, operator } from "@/test/people";
import { deleteUser } from "./delete-user";
import { listUsers } from "./list-users";
import { suspendUser } from "./suspend-user";
import { updateProfile } from "./update-profile";
import type { User } from "./user";

type Step = { do: "insert" | "rename" | "suspend" | "delete"; whom: number; name: string };

const steps = fc.array(
  fc.record<Step>({
    do: fc.constantFrom("insert", "rename", "suspend", "delete"),
    whom: fc.nat(1000),
    name: fc.stringMatching(/^[a-z]{1,3}$/),
  }),
  { minLength: 3, maxLength: 12 },
);

test("a walk over all pages sees everyone who did not change exactly once, whatever happens to the others", async () => {
  const admin = as(await aUser({ roles: ["auditor"] }));
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom("username", "-username", "created", "-created", "status", "-last_seen"),
      async (plan, limit, sort) => {
        const mark = `walk-${++run}`;
        const make = (prefix: string) => aUser({ username: `${prefix}-${mark}-${++made}`, name: mark });
        let made = 0;
        const still: User[] = [];
        const restless: User[] = [];
        for (let i = 0; i < 8; i++) (i % 2 ? still : restless).push(await make(String.fromCharCode(97 + i)));

        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await listUsers(admin, { q: `name:${mark}`, sort: sort as "username", after: cursor, limit });
          if (!page.ok) throw new Error(page.problem.message);
          seen.push(...page.value.rows.map(({ id }) => id));
          cursor = page.value.next ?? undefined;
          const step = plan.shift();
          if (step) await take(step, restless, make);
        } while (cursor);

        for (const user of still) expect(seen.filter((id) => id === user.id)).toHaveLength(1);
      },
    ),
    { numRuns: 40 },
  );
});

async function take(step: Step, restless: User[], make: (prefix: string) => Promise<User>): Promise<void> {
  const whom = restless[step.whom % restless.length];
  if (step.do === "insert" || !whom) restless.push(await make(step.name));
  else if (step.do === "rename") {
    await updateProfile(operator, {
      userId: whom.id,
      username: `${step.name}-${whom.username.slice(-20).replace(/^-+/, "")}`,
    });
  } else if (step.do === "suspend") await suspendUser(operator, { userId: whom.id });
  else {
    await deleteUser(operator, { userId: whom.id });
    restless.splice(restless.indexOf(whom), 1);
  }
}
