import { command } from "../command";
import { say } from "../terminal/say";

export const serverMigrate = command({
  usage: "server migrate",
  about: "Bring the database up to this version; the server does so by itself when it starts",
  works: "host",

  async run() {
    const { onHost } = await import("../host/on-host");
    await onHost({ begin: false }, async () => say("The database is up to date."));
  },
});
