import { isIP } from "node:net";
import type { Config } from "@/lib/config";

/**
 * The names that this server goes by. A site whose name somebody leads here is not one of them: its page, open in a browser on
 * this machine or in this network, would be taken for one of ours, and could set up a fresh console or read what only
 * this machine may.
 *
 * @see https://owasp.org/www-community/attacks/DNS_Rebinding
 */

export type Listening = Pick<Config, "host" | "url">;

/**
 * Whether people may reach the console under this `Host`: its public address, or a plain one; where it has no public address
 * and listens to a network, any.
 */
export function isOwnHost(host: string | undefined, { host: listensOn, url }: Listening): boolean {
  if (isPlainHost(host)) return true;
  if (url !== null) return nameIn(host) === nameIn(new URL(url).hostname);
  return !isLoopback(listensOn);
}

/** An address in numbers, or this machine's own name: nobody can lead these elsewhere. */
export function isPlainHost(host: string | undefined): boolean {
  const name = nameIn(host);
  return isIP(name) > 0 || name === "localhost" || name.endsWith(".localhost");
}

/** `[::1]:3000` without its port and brackets, `localhost.` without its dot. */
const nameIn = (host = "") =>
  (isIP(host) > 0 ? host : host.replace(/\.?(:\d*)?$/, "").replace(/^\[(.*)\]$/, "$1")).toLowerCase();

const isLoopback = (host: string) => host === "localhost" || host === "::1" || host.startsWith("127.");
