import { Failure, UsageProblem } from "../terminal/say";
import { type Kept, readKept } from "./kept";

/** A server and, where somebody is signed in, their token. */
export type Connection = { url: string; token: string | null };

/** Nobody is signed in to the server. */
export class NotSignedIn extends Failure {}

type Asked = { url?: string | undefined; token?: string | undefined };

/**
 * Which server, and as whom: by flag, else by the environment (`ROSTER_URL`, `ROSTER_TOKEN`), else as `roster login` kept
 * it. A token that was kept goes to the server it was kept for and to no other.
 *
 * @throws UsageProblem, NotSignedIn
 */
export function connection(asked: Asked): { url: string; token: string } {
  const kept = readKept();
  const url = addressAsked(asked) ?? kept?.url;
  if (!url) throw new NotSignedIn("Which server? Sign in with: roster login <url>");
  const token = tokenAsked(asked) ?? (kept?.url === url ? kept.token : undefined);
  if (!token) throw new NotSignedIn(`You are not signed in to ${url}. Sign in with: roster login ${url}`);
  return { url, token };
}

/** The one asked for by flag or environment. */
export function addressAsked({ url = process.env.ROSTER_URL }: Asked): string | undefined {
  return url ? addressOf(url) : undefined;
}

export const tokenAsked = ({ token = process.env.ROSTER_TOKEN }: Asked): string | undefined =>
  token ? asToken(token) : undefined;

/**
 * A token as somebody gave it.
 *
 * @throws UsageProblem that does not repeat it
 */
export function asToken(text: string): string {
  const token = text.trim();
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new UsageProblem("This is no token: it is one line of letters, digits and a hyphen.");
}

/** What `roster login` kept, where this call means the same. */
export function keptFor(asked: Asked): Kept | null {
  const kept = readKept();
  const url = addressAsked(asked);
  return kept && (!url || url === kept.url) ? kept : null;
}

/**
 * The origin in an address as people write it: `roster.example.com`, `localhost:3000`, or one copied from a browser.
 *
 * @throws UsageProblem
 */
export function addressOf(text: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? "" : isLocal(text) ? "http://" : "https://";
  const full = scheme + text;
  const url = URL.canParse(full) ? new URL(full) : null;
  if (url?.username || url?.password) throw new UsageProblem("An address of a server has no name or password in it.");
  if (url && /^https?:$/.test(url.protocol) && url.hostname) return url.origin;
  throw new UsageProblem(`${text} is no address of a server. One looks like https://roster.example.com.`);
}

/** Whether what is sent there stays on this machine. */
export const isLocal = (address: string): boolean =>
  /^(https?:\/\/)?(localhost|127(\.\d+){3}|\[::1\])([:/]|$)/i.test(address);
