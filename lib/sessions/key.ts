import type { SessionKey } from "./open-session";

/**
 * A session's key as programs send it: `<id>-<secret>`, both in hex, so that neither holds a hyphen. The id is a UUID
 * without its own.
 */
export const writeKey = ({ sessionId, secret }: SessionKey): string => `${keyId(sessionId)}-${secret}`;

/** A session's id as it stands in a key. */
export const keyId = (sessionId: string): string => sessionId.replaceAll("-", "");

/** The key that a program sent, or null for what is none. */
export function readKey(text: string): SessionKey | null {
  const [, id, secret] = /^([\da-f]{32})-([\da-f]{64})$/.exec(text) ?? [];
  return id && secret ? { sessionId: sessionIdOf(id), secret } : null;
}

/** What programs send a key in: `Coder-Session-Token`, or `Authorization: Bearer`. Null: neither. */
export function keyTextIn(headers: { token: string | undefined; authorization: string | undefined }): string | null {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
  return headers.token ?? bearer ?? null;
}

/** The session behind an id, which may have come with a UUID's hyphens or without. */
export const sessionIdOf = (id: string): string =>
  /^[\da-f]{32}$/i.test(id) ? id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5") : id;
