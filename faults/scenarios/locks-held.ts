import postgres from "postgres";
import { pause, type Scenario } from "../scenario";

export const locksHeld: Scenario = {
  name: "a statement that hangs",
  about: "Another session holds a lock on the users for 12 seconds: every question about them waits.",
  async run(it) {
    const sql = postgres(it.url, { max: 1, onnotice: () => {} });
    try {
      await sql.begin(async (tx) => {
        await tx`lock table users in access exclusive mode`;
        await pause(12_000);
      });
    } finally {
      await sql.end({ timeout: 5 });
    }
    return { from: performance.now() };
  },
};
