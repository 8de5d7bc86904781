import { UsageProblem } from "../terminal/say";

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
