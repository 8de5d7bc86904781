import { command } from "../command";

export const serverAcceptSecret = command({
  usage: "server accept-secret",
  about: "Go on under the ROSTER_SECRET of this host, because the earlier one is lost",
  more: "Everybody has to sign in again, and what was sealed in the audit log before can be checked with the earlier secret only. Where that is known, set it instead, on all instances. Restart the instances afterwards.",
  works: "host",
  destroys: true,

  async run({ confirm }) {
    await confirm(
      "Go on under another secret? Instances that have the earlier one cannot seal the audit log any more.",
    );
    const { acceptSecretOnHost } = await import("../host/accept-secret");
    await acceptSecretOnHost();
  },
});
