import type postgres from "postgres";
import type { Ledger, State, Subject } from "../ledger";
import type { Entry } from "./entries";

/** What is in the database, in the terms of the ledger. */
export type Found = {
  states: Map<string, State>;
  sessions: Set<string>;
  /** By what was acknowledged, by the entry of its making, or by its first name. */
  idOf: (subject: Subject) => string | null;
};

export async function findAll(sql: postgres.Sql, { subjects }: Ledger, entries: Map<string, Entry[]>): Promise<Found> {
  const states = new Map<string, State>();
  const byName = new Map<string, string>();
  const users = await sql<User[]>`
    select u.id, username, name, status, deleted_at is not null as deleted,
      coalesce((select string_agg(role, ',' order by role) from user_roles where user_id = u.id), '') as roles,
      coalesce((select array_agg(s.name) from sessions s where user_id = u.id and kind = 'token'), '{}') as tokens
    from users u`;
  for (const { id, username, name, status, deleted, roles, tokens } of users) {
    byName.set(`user ${username}`, id);
    const ends = Object.fromEntries(tokens.map((token) => [`token:${token}`, "yes"]));
    states.set(id, { ...(deleted ? { deleted: "yes" } : { username, name, status, roles }), ...ends });
  }
  const groups = await sql<{ id: string; name: string; members: string[] }[]>`
    select id, name, coalesce((select array_agg(user_id::text) from group_members where group_id = g.id), '{}') as members
    from groups g`;
  for (const { id, name, members } of groups) {
    byName.set(`group ${name}`, id);
    states.set(id, { name, ...Object.fromEntries(members.map((member) => [`member:${member}`, "yes"])) });
  }
  const sessions = await sql<{ id: string }[]>`select id from sessions`;
  const made = new Map(
    subjects.map((subject) => {
      const [making] = subject.attempts;
      const entry = making && entries.get(making.id)?.find(({ outcome }) => outcome === "done");
      return [subject, entry?.targetId ?? null];
    }),
  );
  return {
    states,
    sessions: new Set(sessions.map(({ id }) => id)),
    idOf: (subject) => made.get(subject) ?? byName.get(`${subject.kind} ${subject.name}`) ?? null,
  };
}

type User = {
  id: string;
  username: string;
  name: string;
  status: string;
  deleted: boolean;
  roles: string;
  tokens: string[];
};
