import { join } from "node:path";
import { secretFile } from "@/db/embedded";
import { acceptSecret } from "@/lib/audit/accept-secret";
import { config } from "@/lib/config";
import { say } from "../terminal/say";
import { done, onHost } from "./on-host";

/** The way on where the secret is lost that a database was in use under. */
export function acceptSecretOnHost() {
  return onHost({ begin: false }, async (operator) => {
    const settings = config();
    settings.secret ??= await secretFile(join(settings.dataDir, "secret"));
    const { sealed } = done(await acceptSecret(operator, {}));
    say(`This host’s secret seals the audit log from number ${sealed + 1} on.`);
  });
}
