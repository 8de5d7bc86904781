import type { Action, CheckPassword } from "../users/user-actions";

/** `signIn` and the others answer once the browser holds the new session; the form then goes on to `next`. */
export type SignInActions = {
  signIn: Action<{ email: string; password: string }, unknown>;
};

export type SetupActions = {
  createOwner: Action<{ username: string; email: string; password: string; setupCode?: string }, unknown>;
  checkPassword: CheckPassword;
};

export type ChangePasswordActions = {
  changePassword: Action<{ newPassword: string }, unknown>;
  checkPassword: CheckPassword;
  signOut: () => Promise<unknown>;
};
