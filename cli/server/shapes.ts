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

/** A part of a path that somebody wrote. */
export const part = (text: string): string => encodeURIComponent(text);
