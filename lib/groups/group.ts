/** A named set of users, as it may leave the database. */
export type Group = {
  id: string;
  name: string;
  /** Empty when none was given. */
  displayName: string;
  /** An http(s) address, a path of this site, or empty. */
  avatarUrl: string;
  /** What the platform grants each member; Roster keeps it and asks nothing of it. */
  quotaAllowance: number;
  createdAt: Date;
  /** Of the last change of a field or a member. */
  updatedAt: Date;
  /** Deleted users never count. */
  memberCount: number;
  /** The one group that is no row: it holds all users and cannot be changed. */
  isEveryone: boolean;
};

export const nameOfEveryone = "Everyone";

/** Why nobody changes or deletes `Everyone`. */
export const everyoneStays = "Everyone holds all users and cannot be changed.";
