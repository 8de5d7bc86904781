import { command, text } from "../command";
import { Failure, say } from "../terminal/say";

type Chain = {
  valid: boolean;
  length: number;
  head: string;
  broken: { number: number | null; entry_id: string | null; reason: string } | null;
};

export const auditVerify = command({
  usage: "audit verify",
  about: "Check that no entry of the audit log was changed or removed",
  more: "Walks the chain of seals over all entries, from the first, and tells the first place that does not hold. Note down what it prints, away from the server: --expect tells later whether all of it is still there.",
  options: { expect: text("<length:head>", "what it printed earlier; has to be in the chain still") },
  works: "server",
  reads: true,

  async run({ api, out, options: { expect } }) {
    const chain = await api.get<Chain>("/audit/chain", { expect });
    await out.text(`${chain.length}:${chain.head}`, chain);
    const { broken } = chain;
    if (!broken) return say(`The audit log is as it was written: ${chain.length.toLocaleString("en")} entries.`);
    const place = [broken.number && `at number ${broken.number}`, broken.entry_id && `entry ${broken.entry_id}`];
    throw new Failure(`The audit log is broken ${place.filter(Boolean).join(", ")}. ${broken.reason}`);
  },
});
