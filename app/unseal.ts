import { decode } from "next-auth/jwt";
import { config } from "@/lib/config";
import type { SessionKey } from "@/lib/sessions/open-session";

/**
 * The session's key out of a sealed cookie, or null for what another secret sealed, or nobody. It is kept for a minute: unsealing takes a tenth
 * of a page, and waits its turn behind the passwords that are hashed. Whether the session still holds is not told by the cookie, but read
 * from the database each time.
 */
export async function unseal(token: string): Promise<SessionKey | null> {
  const known = kept.get(token);
  if (known && known.until > performance.now()) return known.key;
  const key = await unsealed(token);
  kept.delete(token);
  if (!key) return null;
  makeRoom();
  kept.set(token, { key, until: performance.now() + goodForMs });
  return key;
}

/** Forgets what is over, and where that is not enough the oldest: they are kept in the order in which they end. */
function makeRoom(): void {
  for (const [token, { until }] of kept) {
    if (until > performance.now() && kept.size < most) return;
    kept.delete(token);
  }
}

/** Only of cookies that this secret sealed: of others there is no end. */
const kept = new Map<string, { key: SessionKey; until: number }>();
const most = 1000;
const goodForMs = 60_000;

async function unsealed(token: string): Promise<SessionKey | null> {
  try {
    return keyIn(await decode({ token, secret: config().secret ?? "" }));
  } catch {
    return null;
  }
}

function keyIn(token: Record<string, unknown> | null): SessionKey | null {
  const key = token?.key;
  if (typeof key !== "object" || key === null || !("sessionId" in key) || !("secret" in key)) return null;
  const { sessionId, secret } = key;
  return typeof sessionId === "string" && typeof secret === "string" ? { sessionId, secret } : null;
}
