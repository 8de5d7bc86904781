import { reservedUsernames } from "@/lib/users/user";
import { ApiProblem } from "./problem";

/** What the API answers, as far as the terminal shows it. */

export type ApiUser = {
  id: string;
  username: string;
  name: string;
  email: string;
  status: "active" | "dormant" | "suspended";
  login_type: "password" | "none" | "oidc";
  roles: { name: string; display_name: string }[];
  created_at: string;
  last_seen_at: string;
  must_change_password: boolean;
};

export type ApiRole = { name: string; display_name: string; assignable: boolean };

export type ApiToken = {
  id: string;
  username: string;
  token_name: string;
  scope: string;
  created_at: string;
  last_used: string;
  expires_at: string;
  address: string;
};

export type ApiGroup = { id: string; name: string; display_name: string; total_member_count: number };

export type ApiEntry = {
  id: string;
  time: string;
  request_id: string;
  resource_target: string;
  description: string;
  ip: string;
  user_agent: string;
  additional_fields: { action: string; actor: string; actor_kind: string; outcome: "done" | "refused"; reason: string };
};

/** A part of a path that somebody wrote. Dots alone would lead elsewhere. */
export const part = (text: string): string =>
  encodeURIComponent(text).replace(/^\.+$/, (dots) => dots.replaceAll(".", "%252E"));

/**
 * The path of a user by what somebody called them.
 *
 * @throws ApiProblem `not_found` for a word that stands there for something else than a user
 */
export function userPath(name: string): string {
  const isWord = name !== "me" && reservedUsernames.includes(name.toLowerCase());
  if (isWord || !/^[\w-]+$/.test(name)) throw new ApiProblem(404, "not_found", "There is no such user.", []);
  return `/users/${name}`;
}
