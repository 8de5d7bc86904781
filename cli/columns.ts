import { relativeTime } from "@/lib/times";
import type { ApiEntry, ApiGroup, ApiRole, ApiToken, ApiUser } from "./server/shapes";
import type { Colour } from "./terminal/colours";
import type { Columns } from "./terminal/columns";

/** The columns of each table. On a terminal times are told as people say them, elsewhere exactly. */

const rolesOf = ({ roles }: ApiUser) => roles.map(({ display_name }) => display_name).join(", ");

const statusColours: Record<ApiUser["status"], Colour> = { active: "green", dormant: "yellow", suspended: "red" };

export const userColumns: Columns<ApiUser> = {
  username: { title: "USERNAME", text: ({ username }) => username },
  name: { title: "NAME", text: ({ name }) => name },
  email: { title: "EMAIL", text: ({ email }) => email },
  status: { title: "STATUS", text: ({ status }) => status, colour: ({ status }) => statusColours[status] },
  roles: { title: "ROLES", text: rolesOf },
  last_seen_at: { title: "LAST SEEN", text: ({ last_seen_at }) => when(last_seen_at) },
  created_at: { title: "CREATED", text: ({ created_at }) => when(created_at), more: true },
  login_type: { title: "SIGNS IN WITH", text: ({ login_type }) => login_type, more: true },
  id: { title: "ID", text: ({ id }) => id, more: true },
};

export const tokenColumns: Columns<ApiToken> = {
  username: { title: "OWNER", text: ({ username }) => username },
  token_name: { title: "NAME", text: ({ token_name }) => token_name },
  scope: { title: "SCOPE", text: ({ scope }) => scope },
  last_used: { title: "LAST USED", text: ({ last_used }) => when(last_used) },
  expires_at: { title: "EXPIRES", text: ({ expires_at }) => exact(expires_at) },
  address: { title: "ADDRESS", text: ({ address }) => address },
  created_at: { title: "CREATED", text: ({ created_at }) => when(created_at), more: true },
  id: { title: "ID", text: ({ id }) => id, more: true },
};

export const groupColumns: Columns<ApiGroup> = {
  name: { title: "NAME", text: ({ name }) => name },
  display_name: { title: "SHOWN AS", text: ({ display_name }) => display_name },
  total_member_count: { title: "MEMBERS", text: ({ total_member_count }) => total_member_count.toLocaleString("en") },
  id: { title: "ID", text: ({ id }) => id, more: true },
};

export type RoleRow = ApiRole & { holders: number; does: string };

export const roleColumns: Columns<RoleRow> = {
  name: { title: "NAME", text: ({ name }) => name },
  display_name: { title: "SHOWN AS", text: ({ display_name }) => display_name },
  holders: { title: "HELD BY", text: ({ holders }) => holders.toLocaleString("en") },
  assignable: { title: "YOURS TO GIVE", text: ({ assignable }) => (assignable ? "yes" : "no") },
  does: { title: "WHAT IT IS FOR", text: ({ does }) => does },
};

export const entryColumns: Columns<ApiEntry> = {
  time: { title: "TIME", text: ({ time }) => exact(time), colour: () => "dim" },
  description: {
    title: "WHAT HAPPENED",
    text: ({ description }) => description,
    colour: ({ additional_fields }) => (additional_fields.outcome === "refused" ? "yellow" : undefined),
  },
  ip: { title: "FROM", text: ({ ip }) => ip },
  action: { title: "ACTION", text: ({ additional_fields }) => additional_fields.action, more: true },
  actor: { title: "ACTOR", text: ({ additional_fields }) => additional_fields.actor, more: true },
  target: { title: "TARGET", text: ({ resource_target }) => resource_target, more: true },
  outcome: { title: "OUTCOME", text: ({ additional_fields }) => additional_fields.outcome, more: true },
  reason: { title: "REASON", text: ({ additional_fields }) => additional_fields.reason, more: true },
  user_agent: { title: "CLIENT", text: ({ user_agent }) => user_agent, more: true },
  request_id: { title: "REQUEST", text: ({ request_id }) => request_id, more: true },
  id: { title: "ID", text: ({ id }) => id, more: true },
};

/** The API’s word for a moment that never was. */
const never = "0001-01-01T00:00:00Z";

/** "2026-11-23 14:30:11Z" */
export const exact = (time: string): string => (time === never ? "never" : `${time.slice(0, 19).replace("T", " ")}Z`);

const when = (time: string): string => {
  if (time === never) return "never";
  return process.stdout.isTTY ? relativeTime(new Date(time), new Date()) : exact(time);
};
