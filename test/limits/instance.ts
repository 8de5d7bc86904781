import { createInterface } from "node:readline";
import { closeDatabase, connectDatabase } from "@/db/client";
import { anonymous } from "@/lib/actor";
import { signIn } from "@/lib/sessions/sign-in";

/**
 * An instance of its own on the database, for tests that need more than one: reads tries at a password, a line each, and
 * answers all of a line at once, in its order. Started by `instances.ts`.
 */
export type Try = { email: string; password: string; address: string };

connectDatabase({ url: process.env.DATABASE_URL ?? "", poolSize: 4 });
process.stdout.write("ready\n");
for await (const line of createInterface({ input: process.stdin })) {
  const tries = JSON.parse(line) as Try[];
  const codes = await Promise.all(
    tries.map(async ({ address, ...typed }) => {
      const result = await signIn(anonymous({ address, userAgent: null, requestId: null }), typed);
      return result.ok ? "ok" : result.problem.code;
    }),
  );
  process.stdout.write(`${JSON.stringify(codes)}\n`);
}
await closeDatabase();
