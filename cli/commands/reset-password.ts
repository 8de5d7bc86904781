import { command, flag } from "../command";

export const resetPassword = command({
  usage: "reset-password <username>",
  about: "On the host: give somebody who is locked out a temporary password",
  more: "Takes their email as well. Asks for it twice. It works for 24 hours, to choose a new one with, and ends their sessions and tokens.",
  options: { generate: flag("make one up, and print it, instead of asking for it") },
  works: "host",

  async run({ args, options, out }) {
    const { resetPasswordOnHost } = await import("../host/reset-password");
    await resetPasswordOnHost(args.username, options, out);
  },
});
