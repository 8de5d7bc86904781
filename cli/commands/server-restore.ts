import { command, flag, outputOption } from "../command";

export const serverRestore = command({
  usage: "server restore <file>",
  about: "Put a backup into an empty database",
  more: "All of it or nothing. A backup of an earlier version is brought up to this one. It takes the ROSTER_SECRET of the server that was backed up, and prints length:head of the audit log, as roster audit verify does. Exit code 1 where that log is not as it was written.",
  options: {
    secretLost: flag("nobody has that ROSTER_SECRET any more: seal the audit log anew, unchecked"),
    output: outputOption,
  },
  works: "host",

  async run({ args, options, out }) {
    const { restoreOnHost } = await import("../host/restore");
    await restoreOnHost(args.file, options, out);
  },
});
