import type { Action, CheckPassword, ProfileActions, SessionActions } from "../users/user-actions";

export type AccountActions = Pick<ProfileActions, "updateProfile"> &
  SessionActions & {
    changePassword: Action<{ oldPassword: string; newPassword: string }, { endedSessions: number }>;
    checkPassword: CheckPassword;
  };
