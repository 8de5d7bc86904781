import { Failure } from "../terminal/say";
import { addressOf, asToken } from "./address";
import { readKept } from "./kept";

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
  const [given, as] = [addressAsked(asked), tokenAsked(asked)];
  const kept = given && as ? null : readKept();
  const url = given ?? kept?.url;
  if (!url) throw new NotSignedIn("Which server? Sign in with: roster login <url>");
  const token = as ?? (kept?.url === url ? kept.token : undefined);
  if (!token) throw new NotSignedIn(`You are not signed in to ${url}. Sign in with: roster login ${url}`);
  return { url, token };
}

/** The one asked for by flag or environment. */
export function addressAsked({ url = process.env.ROSTER_URL }: Asked): string | undefined {
  return url ? addressOf(url) : undefined;
}

export const tokenAsked = ({ token = process.env.ROSTER_TOKEN }: Asked): string | undefined =>
  token ? asToken(token) : undefined;
