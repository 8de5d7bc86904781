import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
  varchar,
} from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";

/**
 * The tables. Rules that must hold whoever writes (the last owner, an audit log that only grows) are
 * triggers, in `migrations/0002_rules.sql`. Ids are UUIDv7, so they sort by creation.
 */

/** Milliseconds, so that a JavaScript Date is the whole value and a page key made of one is exact. */
const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
const id = () =>
  uuid("id")
    .primaryKey()
    .$defaultFn(() => uuidv7());

/** Text that sorts by code point on every PostgreSQL, whatever its locale. */
const plainText = customType<{ data: string }>({ dataType: () => 'text collate "C"' });
const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

export const users = pgTable(
  "users",
  {
    id: id(),
    username: text("username").notNull(),
    /** What the username sorts and is unique by. */
    usernameKey: plainText("username_key").generatedAlwaysAs(sql`lower("username")`),
    email: text("email"),
    name: text("name").notNull().default(""),
    /** One field a line, so that no search runs from the end of one into the next. */
    searchText: text("search_text").generatedAlwaysAs(
      sql`lower("username" || E'\n' || coalesce("email", '') || E'\n' || "name")`,
    ),
    loginType: text("login_type", { enum: ["password", "none"] })
      .notNull()
      .default("password"),
    passwordHash: text("password_hash"),
    passwordChangedAt: time("password_changed_at"),
    /** Not null: the password is temporary, good until then, and only to choose a new one. */
    temporaryPasswordExpiresAt: time("temporary_password_expires_at"),
    /** Username of who handed the temporary password out; null for an operator at the host. */
    temporaryPasswordBy: text("temporary_password_by"),
    status: text("status", { enum: ["active", "dormant", "suspended"] })
      .notNull()
      .default("dormant"),
    statusSince: time("status_since").notNull().defaultNow(),
    statusBy: text("status_by"),
    statusReason: text("status_reason"),
    firstSignInAt: time("first_sign_in_at"),
    createdAt: time("created_at").notNull().defaultNow(),
    createdBy: text("created_by"),
    updatedAt: time("updated_at").notNull().defaultNow(),
    deletedAt: time("deleted_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    // Those of these that lists are walked along have all that filters ask within them: `migrations/0009_walked-indexes.sql`.
    uniqueIndex("users_username_unique").on(t.usernameKey).where(sql`${t.deletedAt} is null`),
    uniqueIndex("users_email_unique").on(sql`lower(${t.email})`).where(sql`${t.deletedAt} is null`),
    index("users_by_creation").on(t.createdAt, t.id).where(sql`${t.deletedAt} is null`),
    index("users_by_status").on(t.status, t.usernameKey).where(sql`${t.deletedAt} is null`),
    index("users_by_login_type").on(t.loginType, t.usernameKey).where(sql`${t.deletedAt} is null`),
    // Both of texts keep short lists of what is new to them: `migrations/0010_short-lists-of-new-texts.sql`.
    index("users_search").using("gin", t.searchText.op("gin_trgm_ops")).where(sql`${t.deletedAt} is null`),
    // One and two letters, which have no trigram. `short_grams` stands in `migrations/0006_fast-lists.sql`.
    index("users_search_short").using("gin", sql`short_grams(${t.searchText})`).where(sql`${t.deletedAt} is null`),
    check(
      "users_username_shape",
      sql`${t.username} ~ '^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$' and length(${t.username}) <= 32`,
    ),
    check("users_status_known", sql`${t.status} in ('active', 'dormant', 'suspended')`),
    check("users_login_type_known", sql`${t.loginType} in ('password', 'none')`),
    check("users_email_present", sql`${t.email} is not null or ${t.loginType} = 'none'`),
    check("users_password_fits", sql`(${t.passwordHash} is null) = (${t.loginType} = 'none')`),
  ],
);

/**
 * When a user was last seen, in a table of its own: this is written at every minute of everybody's work, and
 * here that costs two small indexes instead of all of those of `users`. Never seen is '-infinity', so it sorts first.
 */
export const userSeen = pgTable(
  "user_seen",
  {
    userId: uuid("user_id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    lastSeenAt: time("last_seen_at").notNull().default(sql`'-infinity'`),
    /** As in `users`: triggers keep both, so that one index has all that dormancy is about. Null once deleted. */
    status: text("status", { enum: ["active", "dormant", "suspended"] }).default("dormant"),
    statusSince: time("status_since").notNull().defaultNow(),
  },
  (t) => [
    index("user_seen_by_time").on(t.lastSeenAt, t.userId),
    // With `status_since` within it: `migrations/0012_dormant-next.sql`.
    index("user_seen_by_status").on(t.status, t.lastSeenAt, t.userId),
  ],
);

/**
 * How many users there are of each kind, kept by a trigger: their number is the sum of the rows. A change adds rows and locks none, so that
 * nobody waits for anybody; now and then the rows of a kind are put together into one.
 */
export const userCounts = pgTable("user_counts", {
  status: text("status", { enum: ["active", "dormant", "suspended"] }).notNull(),
  loginType: text("login_type", { enum: ["password", "none"] }).notNull(),
  count: bigint("count", { mode: "number" }).notNull(),
});

/** How many members each group has, kept in the same way. No reference: the rows of a deleted group add up to 0, and go when they are put together. */
export const groupMemberCounts = pgTable(
  "group_member_counts",
  {
    groupId: uuid("group_id").notNull(),
    count: bigint("count", { mode: "number" }).notNull(),
  },
  (t) => [index("group_member_counts_by_group").on(t.groupId)],
);

/**
 * By how many the users of each status became more or fewer within each hour, UTC, kept in the same way from `user_status_changes`. What is older
 * than anybody asks stands in one hour, which is '-infinity'.
 */
export const userStatusHours = pgTable(
  "user_status_hours",
  {
    hour: time("hour").notNull(),
    status: text("status", { enum: ["active", "dormant", "suspended"] }).notNull(),
    by: bigint("by", { mode: "number" }).notNull(),
  },
  (t) => [index("user_status_hours_by_hour").on(t.hour, t.status)],
);

/** What users are sorted by, beside what they have: a trigger writes it, so that a group of any size is listed by its own index. */
const sortedLikeUsers = {
  usernameKey: plainText("username_key").notNull().default(""),
  createdAt: time("created_at").notNull().default(sql`'-infinity'`),
};

export const userRoles = pgTable(
  "user_roles",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text("role", { enum: ["owner", "user-admin", "template-admin", "auditor"] }).notNull(),
    grantedAt: time("granted_at").notNull().defaultNow(),
    grantedBy: text("granted_by"),
    ...sortedLikeUsers,
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.role] }),
    index("user_roles_by_username").on(t.role, t.usernameKey, t.userId),
    index("user_roles_by_creation").on(t.role, t.createdAt, t.userId),
    check("user_roles_role_known", sql`${t.role} in ('owner', 'user-admin', 'template-admin', 'auditor')`),
  ],
);

/** The history of each user's status, filled in the transaction that changes it. */
export const userStatusChanges = pgTable(
  "user_status_changes",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    at: time("at").notNull().defaultNow(),
    /** Null: the user was created. */
    from: text("from_status", { enum: ["active", "dormant", "suspended"] }),
    /** Null: the user was deleted. */
    to: text("to_status", { enum: ["active", "dormant", "suspended"] }),
    actorKind: text("actor_kind").notNull(),
    /** Username of a user who did it; null for a user who did it to themselves. */
    actorName: text("actor_name"),
    reason: text("reason"),
    endedSessions: integer("ended_sessions").notNull().default(0),
  },
  (t) => [index("user_status_changes_by_user").on(t.userId, t.at), index("user_status_changes_by_time").on(t.at)],
);

/**
 * Signed-in browsers, CLIs and API tokens, all revoked by deleting their row. The secret itself is only with
 * its holder; `secret_hash` is its SHA-256.
 */
export const sessions = pgTable(
  "sessions",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: ["web", "cli", "token"] }).notNull(),
    secretHash: bytes("secret_hash").notNull(),
    /** The name of a token; empty for the others. */
    name: text("name").notNull().default(""),
    scope: text("scope", { enum: ["all", "read"] })
      .notNull()
      .default("all"),
    createdAt: time("created_at").notNull().defaultNow(),
    /** Who made it, where that was somebody else: an admin, of a token. No reference, so that it stays when they go. */
    madeBy: uuid("made_by"),
    /** Moves at most once a minute. In no index, so that moving it stays cheap. */
    lastUsedAt: time("last_used_at").notNull().defaultNow(),
    /** The end, however busy it is. */
    expiresAt: time("expires_at").notNull(),
    address: text("address"),
    userAgent: text("user_agent"),
  },
  (t) => [
    index("sessions_by_user").on(t.userId),
    index("sessions_by_expiry").on(t.expiresAt),
    uniqueIndex("sessions_token_name_unique").on(t.userId, sql`lower(${t.name})`).where(sql`${t.kind} = 'token'`),
  ],
);

/** How a user wants their pages drawn, in the words of the platform that asks. No row: as they come. */
export const userAppearance = pgTable("user_appearance", {
  userId: uuid("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  themePreference: text("theme_preference").notNull(),
  terminalFont: text("terminal_font").notNull(),
});

/** The one organization there is: a row that the first migration of this table wrote. Its id is also that of `Everyone`. */
export const organization = pgTable(
  "organization",
  {
    id: uuid("id").primaryKey(),
    name: text("name").notNull(),
    displayName: text("display_name").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
    updatedAt: time("updated_at").notNull().defaultNow(),
  },
  () => [uniqueIndex("organization_only_one").on(sql`(true)`)],
);

/** Named sets of users. `Everyone` is none of them: it has no row and holds all users. */
export const groups = pgTable(
  "groups",
  {
    id: id(),
    name: text("name").notNull(),
    displayName: text("display_name").notNull().default(""),
    avatarUrl: text("avatar_url").notNull().default(""),
    /** What the platform grants each member; Roster keeps it and asks nothing of it. */
    quotaAllowance: integer("quota_allowance").notNull().default(0),
    createdAt: time("created_at").notNull().defaultNow(),
    updatedAt: time("updated_at").notNull().defaultNow(),
  },
  (t) => [uniqueIndex("groups_name_unique").on(sql`lower(${t.name})`)],
);

export const groupMembers = pgTable(
  "group_members",
  {
    groupId: uuid("group_id")
      .notNull()
      .references(() => groups.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    ...sortedLikeUsers,
  },
  (t) => [
    primaryKey({ columns: [t.groupId, t.userId] }),
    index("group_members_by_user").on(t.userId, t.groupId),
    index("group_members_by_username").on(t.groupId, t.usernameKey, t.userId),
    index("group_members_by_creation").on(t.groupId, t.createdAt, t.userId),
  ],
);

/** Who did what to whom. Only ever added to: a trigger refuses changes and removals. No foreign keys, so it outlives all. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: id(),
    at: time("at").notNull().defaultNow(),
    action: text("action").notNull(),
    outcome: text("outcome", { enum: ["done", "refused"] }).notNull(),
    /** The code of the refusal, or the reason that an admin gave. */
    reason: text("reason"),
    actorKind: text("actor_kind", { enum: ["user", "operator", "system", "anonymous"] }).notNull(),
    actorId: uuid("actor_id"),
    /** Username at the time; for an anonymous one, what they called themselves. */
    actorName: text("actor_name"),
    sessionId: uuid("session_id"),
    address: text("address"),
    userAgent: text("user_agent"),
    requestId: text("request_id"),
    targetType: text("target_type"),
    targetId: uuid("target_id"),
    /** Name at the time, so that it stays readable after a rename or deletion. */
    targetName: text("target_name"),
    /** By field: `[before, after]`. Secrets are only "changed". */
    changes: jsonb("changes").$type<Record<string, [unknown, unknown]>>().notNull().default({}),
  },
  (t) => [
    index("audit_entries_by_time").on(t.at, t.id),
    index("audit_entries_by_target").on(t.targetId, t.at),
    index("audit_entries_by_actor").on(t.actorId, t.at),
    // Of one value the newest first, page by page, whatever their number.
    index("audit_entries_by_action").on(t.action, t.at, t.id),
    index("audit_entries_by_actor_name").on(sql`lower(${t.actorName})`, t.at, t.id),
    index("audit_entries_by_target_name").on(sql`lower(${t.targetName})`, t.at, t.id),
    index("audit_entries_by_address").on(t.address, t.at, t.id),
    index("audit_entries_by_request").on(t.requestId),
    index("audit_entries_refused").on(t.at, t.id).where(sql`${t.outcome} = 'refused'`),
  ],
);

/** Entries that have yet to be sealed. A trigger puts each new one here, in its own transaction. */
export const auditUnsealed = pgTable("audit_unsealed", { entryId: uuid("entry_id").primaryKey() });

/** The chain over the entries: each seal is made of an entry and of the seal before, so that none can be changed alone. */
export const auditSeals = pgTable("audit_seals", {
  /** From 1, without a gap. */
  number: bigint("number", { mode: "number" }).primaryKey(),
  entryId: uuid("entry_id").notNull().unique(),
  /** Which secret it was made with: the beginning of its fingerprint. */
  key: text("key").notNull(),
  /** HMAC-SHA-256, in hex. */
  hash: text("hash").notNull(),
});

/** Where the chain ends: one row. Without it nobody would miss entries that are taken off its end. */
export const auditChain = pgTable(
  "audit_chain",
  {
    length: bigint("length", { mode: "number" }).notNull(),
    hash: text("hash").notNull(),
    /** An HMAC of both, so that nobody without the secret makes an end of another place; empty before the first entry. */
    signature: text("signature").notNull().default(""),
  },
  () => [uniqueIndex("audit_chain_only_one").on(sql`(true)`)],
);

/** Every name that stands in an entry as actor or target, in small letters: a part of one is looked for here. */
export const auditNames = pgTable("audit_names", { name: text("name").primaryKey() }, (t) => [
  index("audit_names_trigram").using("gin", t.name.op("gin_trgm_ops")),
]);

/** How often something was tried lately, shared by all instances. A key says of what; `points` are the tries until `expire`. */
export const rateLimits = pgTable("rate_limits", {
  key: varchar("key", { length: 255 }).primaryKey(),
  points: integer("points").notNull().default(0),
  expire: timestamp("expire", { withTimezone: true, mode: "date" }),
});
