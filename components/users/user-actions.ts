import type { Strength } from "@/lib/passwords/strength";
import type { Role } from "@/lib/permissions";
import type { Result } from "@/lib/result";
import type { SeatAhead } from "@/lib/seats/require-seat";
import type { Session } from "@/lib/sessions/session";
import type { UserPage } from "@/lib/users/list-users";
import type { LoginType, User } from "@/lib/users/user";

/** Something a page may ask of the server. A promise that breaks means that the server did not answer. */
export type Action<I, V> = (input: I) => Promise<Result<V>>;

/** One user, at the version that was on the screen: whoever is too late is refused. */
export type Target = { userId: string; expectedVersion: number };

/** The first few people that a text finds. */
export type FindPeople = Action<{ text: string }, UserPage>;

/** What an act would end, free and take, as it is now. */
export type Preview = {
  user: User;
  sessions: Pick<Session, "id" | "label" | "kind">[];
  takesSeat: boolean;
  seat: SeatAhead;
};

export type NewUser = {
  username: string;
  email: string | null;
  name: string;
  loginType: LoginType;
  /** Null with a service account. */
  password: string | null;
  mustChangePassword: boolean;
  roles: Role[];
};

/** What the row menu and its dialogs ask for. */
export type UserActions = {
  preview: Action<{ userId: string }, Preview>;
  suspend: Action<Target & { reason?: string }, { user: User; endedSessions: number; freedSeat: boolean }>;
  activate: Action<Target & { reason?: string }, { user: User }>;
  remove: Action<Target, { endedSessions: number; freedSeat: boolean }>;
  proposePassword: Action<Record<never, never>, string>;
  resetPassword: Action<Target & { password: string }, { user: User; endedSessions: number; expiresAt: Date | null }>;
  setRoles: Action<Target & { roles: Role[] }, { user: User }>;
};

export type ProfileActions = {
  updateProfile: Action<Target & { username?: string; name?: string; email?: string }, { user: User }>;
};

export type SessionActions = {
  createToken: Action<
    { userId: string; name: string; scope: "all" | "read"; lifetimeSeconds: number },
    { token: string; name: string; expiresAt: Date }
  >;
  endSession: Action<{ userId: string; sessionId: string }, unknown>;
  endSessions: Action<{ userId: string }, { ended: number }>;
};

export type NewUserActions = {
  createUser: Action<NewUser, { user: User; password: string | null }>;
  proposePassword: Action<Record<never, never>, string>;
};

export type CheckPassword = Action<{ password: string; username?: string; email?: string; name?: string }, Strength>;

/** Who is looking: enough to know what they may do. */
export type Viewer = { id: string; username: string; name: string; roles: readonly Role[] };
