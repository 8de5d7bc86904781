import { closeDatabase, connectDatabase } from "../../db/client";
import { theSystem } from "../../lib/actor";
import { verifyChain } from "../../lib/audit/verify-chain";

/** Whether the audit log's chain holds, as `roster audit verify` finds out. Seals what waits first, with the servers' secret. */
export async function verify(url: string, secret: string): Promise<{ sealed: number; chain: string | null }> {
  process.env.ROSTER_SECRET = secret;
  connectDatabase({ url, poolSize: 2, patient: true });
  try {
    const verified = await verifyChain(theSystem, {});
    if (!verified.ok) return { sealed: 0, chain: verified.problem.message };
    const { length, broken } = verified.value;
    return { sealed: length, chain: broken && `${broken.number ?? "beside the chain"}: ${broken.why}` };
  } finally {
    await closeDatabase();
  }
}
