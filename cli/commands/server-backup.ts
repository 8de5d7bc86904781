import { command, flag, outputOption } from "../command";

export const serverBackup = command({
  usage: "server backup [file]",
  about: "Write all that is in the database into a file, while the server runs or not",
  more: "Without a name, or with that of a folder, it is called roster-<time>.backup. It is there under its name once it is whole, only its owner can read it, and what it prints is its path. Keep ROSTER_SECRET elsewhere: it is not in it.",
  examples: [["roster server backup /var/backups/roster", "every night, into a folder"]],
  options: { force: flag("replace a file that is there already"), output: outputOption },
  works: "host",

  async run({ args, options, out }) {
    const { backupOnHost } = await import("../host/backup");
    await backupOnHost(args.file, options, out);
  },
});
