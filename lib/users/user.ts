import type { Role } from "../permissions";

export const userStatuses = ["active", "dormant", "suspended"] as const;
export type UserStatus = (typeof userStatuses)[number];

/** How a user signs in: with a password, or (`none`) not at all, which is a service account: tokens only, no seat. */
export const loginTypes = ["password", "none"] as const;
export type LoginType = (typeof loginTypes)[number];

/** What the pages and the API have addresses of their own for, in the place of a username. */
export const reservedUsernames = [
  ...["me", "new", "first", "login", "logout", "roles"],
  ...["authmethods", "validate-password", "otp"],
];

/** The orders of a list of users; a leading hyphen turns one round. */
export const userSorts = ["username", "created", "last_seen", "status"] as const;
export type UserSort = (typeof userSorts)[number];

/** A user as it may leave the database. Secrets have no place here. */
export type User = {
  id: string;
  username: string;
  /** Null for service accounts that have none. */
  email: string | null;
  /** Display name; empty when none was given. */
  name: string;
  status: UserStatus;
  /** Since when the status is what it is, who set it (a username; null: the person or the system) and why. */
  statusSince: Date;
  statusBy: string | null;
  statusReason: string | null;
  /** In the order of `roles`, never `member`. */
  roles: Role[];
  loginType: LoginType;
  /** Null: never seen. */
  lastSeenAt: Date | null;
  createdAt: Date;
  /** Of the last change that an admin would notice. */
  updatedAt: Date;
  /** Has a temporary password and must choose a new one. */
  mustChangePassword: boolean;
  /** Rises with every change an admin would notice; `expectedVersion` refuses lost updates. */
  version: number;
};

/** A user as a list shows them: with the names of their groups, without `Everyone`. */
export type UserInGroups = User & { groups: string[] };

/** Whether this user takes a seat of the licence. */
export const takesSeat = (user: Pick<User, "status" | "loginType">) =>
  user.status === "active" && user.loginType !== "none";
