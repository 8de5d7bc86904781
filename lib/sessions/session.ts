/** A signed-in browser or CLI, or a token, as it may be shown. Its secret has no place here. */
export type Session = {
  id: string;
  kind: "web" | "cli" | "token";
  /** "Firefox on Linux", or a token's name. */
  label: string;
  scope: "all" | "read";
  address: string | null;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
  userId: string;
  /** Of whose it is. */
  username: string;
  /** The one that asks. */
  current: boolean;
};
