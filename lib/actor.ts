import type { Role } from "./permissions";
import type { User } from "./users/user";

/** Where a request came from. A door fills in what it knows. */
export type Origin = { address: string | null; userAgent: string | null; requestId: string | null };

/** A user through one of their sessions, as `authenticate` found them a moment ago. */
export type SignedIn = {
  kind: "user";
  id: string;
  username: string;
  name: string;
  email: string | null;
  roles: Role[];
  mustChangePassword: boolean;
  /** `read`: good for questions only, whatever its owner may do. */
  session: { id: string; kind: "web" | "cli" | "token"; scope: "all" | "read" };
  from: Origin;
  /** All of the user, as they were read together with the session; not there where they changed in being let in. */
  asRead?: User;
};

/** Who is asking. An operator sits at the host's terminal; the system acts by itself; anyone else is anonymous. */
export type Actor =
  | SignedIn
  | { kind: "operator"; name: string; from: Origin }
  | { kind: "system"; from: Origin }
  | { kind: "anonymous"; from: Origin };

export const nowhere: Origin = { address: null, userAgent: null, requestId: null };

export const theSystem: Actor = { kind: "system", from: nowhere };

export const anonymous = (from: Origin): Actor => ({ kind: "anonymous", from });

/** The name that others read in the audit log and behind a status. Null for those who have none. */
export const nameOf = (actor: Actor): string | null =>
  actor.kind === "user" ? actor.username : actor.kind === "operator" ? actor.name : null;
