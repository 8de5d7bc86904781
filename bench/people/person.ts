import { companies, reasons } from "../../db/demo-names";
import type { Role } from "../../lib/permissions";
import type { LoginType, UserStatus } from "../../lib/users/user";
import { chance, uuidAt } from "./chance";
import { familyNames, givenNames, otherScripts } from "./names";

export type Person = {
  id: string;
  username: string;
  email: string | null;
  name: string;
  loginType: LoginType;
  status: UserStatus;
  statusReason: string | null;
  createdAt: number;
  /** Null: never. */
  firstSignInAt: number | null;
  seenAt: number | null;
  statusSince: number;
  roles: Role[];
  sessions: { kind: "web" | "token"; usedAt: number }[];
};

const hour = 3_600_000;
const day = 24 * hour;
/** Since when the platform has been there. */
const ageOfAll = 2000 * day;

/**
 * The person of a number, from 0: the same one at every call. Of a hundred about 62 are active, 33 dormant, half of them never
 * seen, and 5 suspended; one is a service account; of a thousand about four hold a role. The first is an owner.
 *
 * @param of how many there are in all: the first came when the platform began, the last yesterday
 * @param now milliseconds; everything lies before it
 */
export function personAt(n: number, of: number, now: number): Person {
  const draw = chance(n, "person");
  const given = oftenFirst(givenNames, draw());
  const family = oftenFirst(familyNames, draw());
  const bot = n > 0 && draw() < 0.01;
  const name = bot ? `${family} job` : draw() < 0.03 ? oftenFirst(otherScripts, draw()) : `${given} ${family}`;
  const username = `${ascii(bot ? `svc-${family}` : `${given}-${family}`).slice(0, 24)}-${n.toString(36)}`;

  // More came lately than long ago.
  const createdAt = Math.floor(now - day - (1 - (n + draw()) / of) ** 1.5 * ageOfAll);
  const fate = n === 0 ? 0 : draw();
  const status = fate < 0.62 ? "active" : fate < 0.95 ? "dormant" : "suspended";
  const never = status === "dormant" && draw() < 0.5;
  const unseen = status === "active" ? draw() ** 4 * 85 * day : (90 + draw() * 900) * day;
  const seenAt = never ? null : Math.floor(Math.max(createdAt + hour, now - unseen));
  const firstSignInAt = seenAt && Math.min(seenAt, createdAt + hour);
  const statusSince = {
    active: firstSignInAt ?? createdAt,
    dormant: seenAt === null ? createdAt : Math.max(seenAt, Math.min(now, seenAt + 90 * day)),
    suspended: Math.floor(now - draw() * (now - createdAt)),
  }[status];
  const sessions: Person["sessions"] = [];
  if (status === "active" && seenAt !== null) {
    if (!bot && draw() < 0.5) sessions.push({ kind: "web", usedAt: seenAt });
    if (bot || draw() < 0.08) sessions.push({ kind: "token", usedAt: seenAt });
  }
  return {
    id: uuidAt(createdAt, n, "user"),
    username,
    email: bot ? null : `${username}@${companies[draw() < 0.85 ? 0 : 1]}`,
    name,
    loginType: bot ? "none" : "password",
    status,
    statusReason: status === "suspended" && draw() < 0.7 ? oftenFirst(reasons, draw()) : null,
    createdAt,
    firstSignInAt,
    seenAt,
    statusSince,
    roles: n === 0 ? ["owner"] : bot ? [] : rolesBy(draw()),
    sessions,
  };
}

/** Few hold a role, and hardly anybody is an owner. */
function rolesBy(share: number): Role[] {
  if (share < 0.00001) return ["owner"];
  if (share < 0.0005) return ["user-admin"];
  if (share < 0.0025) return ["template-admin"];
  if (share < 0.0027) return ["user-admin", "auditor"];
  return share < 0.004 ? ["auditor"] : [];
}

const oftenFirst = <T>(list: readonly T[], share: number): T => list[Math.floor(share ** 2 * list.length)] as T;

function ascii(text: string): string {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "x";
}
