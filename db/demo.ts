import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { db } from "./client";
import { companies, firstNames, lastNames, reasons, teams, userAgents } from "./demo-names";
import { auditEntries, groupMembers, groups, sessions, userRoles, userSeen, userStatusChanges, users } from "./schema";

/**
 * Two hundred believable people of every status, role and age, the same ones each time but for the date. For trying the
 * console, not for keeping.
 *
 * @param passwordHash of the password that all of them share
 * @returns "not empty" where there is anybody already: then nothing is written
 */
export async function fillWithDemoPeople(passwordHash: string): Promise<"filled" | "not empty"> {
  return db().transaction(async (tx) => {
    if ((await tx.select({ id: users.id }).from(users).limit(1)).length > 0) return "not empty";
    const people = makePeople(Date.now());
    await tx
      .insert(users)
      .values(people.map(({ user }) => ({ ...user, passwordHash: user.loginType === "none" ? null : passwordHash })));
    await tx.insert(userSeen).values(
      people.map(({ user, seenAt }) => ({
        userId: user.id,
        ...(seenAt && { lastSeenAt: seenAt }),
      })),
    );
    await tx.insert(userRoles).values(
      people.flatMap(({ roles, user }) =>
        roles.map((role) => ({
          userId: user.id,
          role,
          grantedAt: user.createdAt,
          grantedBy: user.username === "mira" ? null : "mira",
        })),
      ),
    );
    await tx.insert(userStatusChanges).values(people.flatMap(historyOf));
    await tx.insert(sessions).values(people.flatMap(sessionsOf));
    await tx.insert(auditEntries).values(people.flatMap(entriesOf));

    const teamRows = teams.map((name) => ({ id: uuidv7(), name }));
    await tx.insert(groups).values(teamRows);
    await tx.insert(groupMembers).values(
      people.flatMap(({ user, team }) => {
        const group = teamRows[team];
        return group ? { groupId: group.id, userId: user.id } : [];
      }),
    );
    return "filled";
  });
}

type Person = ReturnType<typeof makePerson>;
type Role = (typeof userRoles.$inferInsert)["role"];

const count = 200;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

function makePeople(nowMs: number): Person[] {
  const random = lcg(20_261_123);
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, number) => makePerson(number, nowMs, random, taken));
}

/** Who is what: a few with roles, some service accounts, the rest members; the first is the owner to sign in as. */
const special: Record<number, { name: string; username: string; roles: Role[] }> = {
  0: { name: "Mira Lindqvist", username: "mira", roles: ["owner"] },
  1: { name: "Ingrid Halvorsen", username: "ingrid", roles: ["owner", "auditor"] },
  2: { name: "Amara Okonkwo", username: "amara", roles: ["user-admin", "auditor"] },
  3: { name: "Priya Raghunathan", username: "priya", roles: ["user-admin"] },
  4: { name: "Theodora Papadimitriou-Featherstone", username: "theodora", roles: ["user-admin", "template-admin"] },
  5: { name: "Søren Østergaard-Kjærulff", username: "soren", roles: ["template-admin"] },
  6: { name: "Fatima al-Zahra Benali", username: "fatima", roles: ["auditor"] },
  7: { name: "Deploy Bot", username: "deploy-bot", roles: ["template-admin"] },
  8: { name: "Nightly Report", username: "nightly-report", roles: [] },
  9: { name: "Backup Agent", username: "backup-agent", roles: [] },
  10: { name: "Nguyễn Thị Minh Châu", username: "minh-chau", roles: [] },
};

function makePerson(number: number, nowMs: number, random: () => number, taken: Set<string>) {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const [first, last] = [pick(firstNames), pick(lastNames)];
  const { name, username, roles } = special[number] ?? {
    name: `${first} ${last}`,
    username: asUsername(first, last, taken),
    roles: [],
  };
  taken.add(username);

  const bot = number >= 7 && number <= 9;
  const known = number < 8;
  // Whoever added them was there before: the last who does is the fourth.
  const ageDays = known ? 900 - number * 40 : Math.floor(random() ** 2 * 780);
  const createdAt = new Date(nowMs - ageDays * dayMs - Math.floor(random() * dayMs));
  const fate = known || bot ? 0 : random();
  const status = fate < 0.7 ? ("active" as const) : fate < 0.91 ? ("dormant" as const) : ("suspended" as const);
  // Dormant is who was not seen for 90 days: somebody younger never was.
  const never = status === "dormant" && (ageDays < 92 || random() < 0.3);
  const unseenMs =
    status === "active"
      ? Math.min(ageDays, random() ** 4 * 85) * dayMs + 60_000 * (1 + random() * 50)
      : (91 + random() * 300) * dayMs;
  const suspendedAt = new Date(Math.max(halfway(createdAt, nowMs), nowMs - random() * 60 * dayMs));
  const lastMs = status === "suspended" ? suspendedAt.getTime() - random() * 30 * dayMs : nowMs - unseenMs;
  const firstMs = Math.min(createdAt.getTime() + hourMs, halfway(createdAt, nowMs));
  const seenAt = never ? null : new Date(Math.max(firstMs, lastMs));
  const firstSignInAt = seenAt && new Date(firstMs);
  const statusSince =
    status === "suspended"
      ? suspendedAt
      : status === "dormant" && seenAt
        ? new Date(seenAt.getTime() + 90 * dayMs)
        : (firstSignInAt ?? createdAt);
  return {
    user: {
      id: uuidv7({ msecs: createdAt.getTime() }),
      username,
      email: bot ? null : `${username}@${companies[number % 11 === 10 ? 1 : 0]}`,
      name,
      loginType: bot ? ("none" as const) : ("password" as const),
      status,
      statusSince,
      statusBy: status === "suspended" ? pick(["mira", "amara", "priya"]) : null,
      statusReason: status === "suspended" ? pick(reasons) : null,
      firstSignInAt,
      createdAt,
      createdBy: number === 0 ? null : known ? "mira" : pick(["mira", "mira", "amara", "priya"]),
      passwordChangedAt: bot ? null : createdAt,
    },
    roles,
    seenAt,
    team: number % 13 === 12 ? -1 : Math.floor(random() * teams.length),
    agent: pick(userAgents),
    address: `10.4.${Math.floor(random() * 8)}.${1 + Math.floor(random() * 250)}`,
  };
}

const halfway = (from: Date, toMs: number) => (from.getTime() + toMs) / 2;

function historyOf({ user, seenAt }: Person) {
  const step = { userId: user.id, actorKind: "user", actorName: user.createdBy };
  const all: (typeof userStatusChanges.$inferInsert)[] = [{ ...step, at: user.createdAt, to: "dormant" }];
  if (user.firstSignInAt) {
    all.push({ ...step, at: user.firstSignInAt, from: "dormant", to: "active", actorName: user.username });
  }
  if (user.status === "suspended") {
    const from = seenAt ? "active" : "dormant";
    all.push({
      ...step,
      at: user.statusSince,
      from,
      to: "suspended",
      actorName: user.statusBy,
      reason: user.statusReason,
    });
  }
  if (user.status === "dormant" && seenAt) {
    all.push({ ...step, at: user.statusSince, from: "active", to: "dormant", actorKind: "system", actorName: null });
  }
  return all;
}

/** Sessions whose secret nobody has: to be seen and ended, not used. */
function sessionsOf({ user, seenAt, agent, address }: Person) {
  if (user.status !== "active" || !seenAt || Date.now() - seenAt.getTime() > 20 * hourMs || user.loginType === "none")
    return [];
  const secretHash = createHash("sha256").update(uuidv7()).digest();
  const row = { userId: user.id, kind: "web" as const, secretHash, userAgent: agent, address };
  return [
    {
      ...row,
      createdAt: new Date(Math.max(user.createdAt.getTime(), seenAt.getTime() - 5 * hourMs)),
      lastUsedAt: seenAt,
      expiresAt: new Date(seenAt.getTime() + 25 * dayMs),
    },
  ];
}

function entriesOf({ user, seenAt, address, agent }: Person) {
  const about = { targetType: "user", targetId: user.id, targetName: user.username, outcome: "done" as const };
  const status = (to: string): Record<string, [unknown, unknown]> => ({ status: ["active", to] });
  const all: (typeof auditEntries.$inferInsert)[] = [
    {
      ...about,
      at: user.createdAt,
      action: "user.created",
      actorKind: "user",
      actorName: user.createdBy,
      changes: { username: [null, user.username] },
    },
  ];
  if (seenAt && user.loginType !== "none") {
    all.push({
      ...about,
      at: seenAt,
      action: "session.opened",
      actorKind: "user",
      actorId: user.id,
      actorName: user.username,
      address,
      userAgent: agent,
    });
  }
  if (user.status === "suspended") {
    all.push({
      ...about,
      at: user.statusSince,
      action: "user.suspended",
      actorKind: "user",
      actorName: user.statusBy,
      reason: user.statusReason,
      changes: status("suspended"),
    });
  }
  if (user.status === "dormant" && seenAt) {
    all.push({
      ...about,
      at: user.statusSince,
      action: "user.dormant",
      actorKind: "system",
      changes: status("dormant"),
    });
  }
  return all.map((entry) => ({ ...entry, id: uuidv7({ msecs: (entry.at as Date).getTime() }) }));
}

function asUsername(first: string, last: string, taken: Set<string>): string {
  const plain = (text: string) =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replace(/ø/gi, "o")
      .replace(/ł/gi, "l")
      .replace(/đ/gi, "d")
      .replace(/ı/g, "i")
      .replace(/’/g, "")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
  const candidates = [
    plain(first),
    `${plain(first)}-${plain(last)}`,
    ...Array.from({ length: 99 }, (_, n) => `${plain(first)}-${n + 2}`),
  ];
  return (
    candidates.map((name) => name.slice(0, 32).replace(/-$/, "")).find((name) => !taken.has(name)) ??
    uuidv7().replaceAll("-", "")
  );
}

/** The same numbers on every machine: a linear congruential generator with Numerical Recipes' constants. */
function lcg(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
