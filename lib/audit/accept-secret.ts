import { sql } from "drizzle-orm";
import { z } from "zod";
import { auditChain } from "@/db/schema";
import { config } from "../config";
import { query } from "../operation";
import { sealKey, signatureOf } from "./chain";
import { recordAsked } from "./record";

/**
 * Lets this instance’s secret be the one that the database is in use under, for when the earlier one is lost: the audit log is
 * sealed on with it. What was sealed before cannot be checked without the earlier one. For whoever has the host, and an entry tells.
 *
 * @refuses `forbidden`
 */
export const acceptSecret = query({
  permission: "operator",
  input: z.object({}),

  run: ({ db, actor }) =>
    db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtext('roster: seal'))`);
      const [chain] = await tx.select().from(auditChain).for("update");
      if (!chain) throw new Error("The chain of the audit log has lost its end.");
      await tx.update(auditChain).set({ signature: signatureOf(sealKey(config().secret ?? ""), chain) });
      await recordAsked(tx, actor, "audit.secret_accepted", { sealed: [null, chain.length] });
      return { sealed: chain.length };
    }),
});
