import { groupName } from "../people/fill";

/** A filter of ours, and what a list written the usual way would ask of `users u` in its place. */
export type Case = { q: string; usual: string };

const like = (text: string) =>
  `(u.username ilike '%${text}%' or u.email ilike '%${text}%' or u.name ilike '%${text}%')`;
const held = (...roles: string[]) =>
  `exists (select from user_roles r where r.user_id = u.id and r.role in (${roles.map((role) => `'${role}'`)}))`;
const inGroup = (name: string) =>
  `exists (select from group_members m join groups g on g.id = m.group_id where m.user_id = u.id and g.name = '${name}')`;
const days = (n: number) => `now() - interval '${n} days'`;

/** Each key alone, with values that nearly all have, some, few, and nobody. */
export const singleFilters: Case[] = [
  { q: "", usual: "true" },
  ...["active", "dormant", "suspended"].map((it) => ({ q: `status:${it}`, usual: `u.status = '${it}'` })),
  ...["owner", "user-admin", "template-admin", "auditor"].map((it) => ({ q: `role:${it}`, usual: held(it) })),
  { q: "role:admin", usual: held("owner", "user-admin", "template-admin") },
  ...[0, 4, 40, 299].map((n) => ({ q: `group:"${groupName(n)}"`, usual: inGroup(groupName(n)) })),
  { q: "login_type:none", usual: "u.login_type = 'none'" },
  { q: "service_account:false", usual: "u.login_type <> 'none'" },
  { q: "last_seen:never", usual: "s.last_seen_at = '-infinity'" },
  { q: "last_seen_before:90d", usual: `s.last_seen_at <= ${days(90)}` },
  { q: "last_seen_before:980d", usual: `s.last_seen_at <= ${days(980)}` },
  { q: "last_seen_after:1d", usual: `s.last_seen_at >= ${days(1)}` },
  { q: "last_seen_after:300d", usual: `s.last_seen_at >= ${days(300)}` },
  { q: "created_before:1990d", usual: `u.created_at <= ${days(1990)}` },
  { q: "created_before:500d", usual: `u.created_at <= ${days(500)}` },
  { q: "created_after:3d", usual: `u.created_at >= ${days(3)}` },
  { q: "created_after:900d", usual: `u.created_at >= ${days(900)}` },
  { q: "name:olivia", usual: "u.name ilike '%olivia%'" },
  { q: "name:quarrington", usual: "u.name ilike '%quarrington%'" },
  { q: "email:partner", usual: "u.email ilike '%partner%'" },
  { q: "username:svc", usual: "u.username ilike '%svc%'" },
  ...[
    "maria",
    "smith",
    "zubiri",
    "a",
    "q",
    "7",
    "李",
    "€",
    "xq",
    "qz",
    "nobody-of-this-name",
    "maria-smith",
    "halden.example",
  ].map((text) => ({ q: text, usual: like(text) })),
];

/** Three filters and a free word, and what makes lists slow: rare with rare, single letters, negations, either-or. */
export const mixedFilters: Case[] = [
  {
    q: "status:active role:admin created_after:900d maria",
    usual: `u.status = 'active' and ${held("owner", "user-admin", "template-admin")} and u.created_at >= ${days(900)} and ${like("maria")}`,
  },
  {
    q: "status:dormant last_seen_before:200d login_type:password smith",
    usual: `u.status = 'dormant' and s.last_seen_at <= ${days(200)} and u.login_type = 'password' and ${like("smith")}`,
  },
  {
    q: `status:suspended group:"${groupName(4)}" created_before:500d anna`,
    usual: `u.status = 'suspended' and ${inGroup(groupName(4))} and u.created_at <= ${days(500)} and ${like("anna")}`,
  },
  { q: "role:owner status:suspended", usual: `${held("owner")} and u.status = 'suspended'` },
  {
    q: "status:suspended login_type:none zubiri",
    usual: `u.status = 'suspended' and u.login_type = 'none' and ${like("zubiri")}`,
  },
  { q: "zubiri quarrington", usual: `${like("zubiri")} and ${like("quarrington")}` },
  { q: "q x 7", usual: `${like("q")} and ${like("x")} and ${like("7")}` },
  { q: "a e i o u", usual: ["a", "e", "i", "o", "u"].map(like).join(" and ") },
  {
    q: "-maria -smith -status:active",
    usual: `not ${like("maria")} and not ${like("smith")} and u.status <> 'active'`,
  },
  {
    q: "-status:active -status:dormant -status:suspended",
    usual: "u.status not in ('active', 'dormant', 'suspended')",
  },
  { q: "-login_type:password -a", usual: `u.login_type <> 'password' and not ${like("a")}` },
  { q: "-halden", usual: `not ${like("halden")}` },
  {
    q: "role:owner OR zubiri OR status:suspended",
    usual: `${held("owner")} or ${like("zubiri")} or u.status = 'suspended'`,
  },
  { q: "role:owner OR quarrington", usual: `${held("owner")} or ${like("quarrington")}` },
  {
    q: `(status:dormant OR last_seen_before:90d) -role:owner group:"${groupName(40)}"`,
    usual: `(u.status = 'dormant' or s.last_seen_at <= ${days(90)}) and not ${held("owner")} and ${inGroup(groupName(40))}`,
  },
  { q: "status:active last_seen_before:100d", usual: `u.status = 'active' and s.last_seen_at <= ${days(100)}` },
  {
    q: "created_before:100d created_after:100d",
    usual: `u.created_at <= ${days(100)} and u.created_at >= ${days(100)}`,
  },
  { q: "last_seen:never status:active", usual: "s.last_seen_at = '-infinity' and u.status = 'active'" },
];
