import { onHost } from "../host";
import { say } from "../say";

/** `roster server migrate`. Exit code. */
export const migrateOnHost = (): Promise<number> =>
  onHost(async () => {
    say("The database is up to date.");
    return 0;
  });
