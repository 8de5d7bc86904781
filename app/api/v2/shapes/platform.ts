import { z } from "@hono/zod-openapi";
import { actionWord } from "@/lib/audit/action-words";
import type { FullEntry } from "@/lib/audit/find";
import { sentenceText } from "@/lib/audit/sentence";
import type { Verified } from "@/lib/audit/verify-chain";
import { checkedActions } from "@/lib/authcheck/check-authorization";
import { problems } from "@/lib/problems";
import type { Entitlements } from "@/lib/seats/get-entitlements";
import type { StatusHistory } from "@/lib/users/count-statuses";
import { userStatuses } from "@/lib/users/user";
import type { Shape } from "../routing";
import { id, optional, paging, time, wireTime } from "./common";
import { userShape } from "./users";

const nobody = "00000000-0000-0000-0000-000000000000";

const entryShape: Shape<FullEntry> = {
  schema: z
    .object({
      id,
      time,
      request_id: z.string(),
      action: z.enum(["create", "write", "delete", "login", "logout", "request_password_reset"]),
      resource_type: z.enum(["user", "group", "api_key"]),
      resource_id: id,
      resource_target: z
        .string()
        .openapi({ description: "The name of whom or what it was done to, then.", example: "ada" }),
      resource_icon: z.string(),
      resource_link: z.string(),
      is_deleted: z.boolean(),
      description: z.string().openapi({ example: "mira suspended ada: left the company" }),
      diff: z.record(z.string(), z.object({ old: z.unknown(), new: z.unknown(), secret: z.boolean() })),
      status_code: z.int().openapi({ description: "200 for done, else what the refusal is answered with." }),
      ip: z.string(),
      user_agent: z.string(),
      organization_id: id,
      user: userShape.schema.optional().openapi({ description: "Who did it, as they now are." }),
      additional_fields: z.object({
        action: z.string().openapi({ description: "As Roster calls it.", example: "user.suspended" }),
        actor: z.string().openapi({ description: "The name of who did it, then." }),
        actor_kind: z.enum(["user", "operator", "system", "anonymous"]),
        outcome: z.enum(["done", "refused"]),
        reason: z.string(),
      }),
    })
    .openapi("AuditEntry"),
  write: (entry, organization) => {
    const refused = problems[entry.reason as keyof typeof problems]?.status ?? 403;
    return {
      id: entry.id,
      time: wireTime(entry.at),
      request_id: entry.requestId ?? nobody,
      action: actionWord(entry.action),
      resource_type:
        entry.action.startsWith("token.") || entry.changes.token ? "api_key" : (entry.targetType ?? "user"),
      resource_id: entry.targetId ?? nobody,
      resource_target: entry.targetName ?? "",
      resource_icon: "",
      resource_link:
        entry.targetType === "user" && entry.targetName && !entry.targetDeleted
          ? `/users/${encodeURIComponent(entry.targetName)}`
          : "",
      is_deleted: entry.targetDeleted,
      description: sentenceText(entry),
      diff: Object.fromEntries(
        Object.entries(entry.changes).map(([field, [old, now]]) => [
          field,
          { old, new: now, secret: now === "changed" },
        ]),
      ),
      status_code: entry.outcome === "done" ? 200 : refused,
      ip: entry.address ?? "",
      user_agent: entry.userAgent ?? "",
      organization_id: organization.id,
      ...(entry.actor && { user: userShape.write(entry.actor, organization) }),
      additional_fields: {
        action: entry.action,
        actor: entry.actorName ?? "",
        actor_kind: entry.actorKind,
        outcome: entry.outcome,
        reason: entry.reason ?? "",
      },
    };
  },
};

export const auditShape: Shape<{ entries: FullEntry[]; count: number; next: string | null }> = {
  schema: z
    .object({
      audit_logs: z.array(entryShape.schema),
      count: z.int().openapi({ description: "All that match." }),
      next_cursor: z.string().nullable().openapi({ description: "The `cursor` of the next page; null at the end." }),
    })
    .openapi("AuditLog"),
  write: ({ entries, count, next }, organization) => ({
    audit_logs: entries.map((entry) => entryShape.write(entry, organization)),
    count,
    next_cursor: next,
  }),
};

export const chainQuery = z
  .object({
    expect: z
      .string()
      .regex(/^[1-9]\d{0,14}:[0-9a-f]{64}$/, "It is a number, a colon and a seal, as this path answered them earlier.")
      .optional()
      .openapi({ description: "`length:head` as they were answered earlier: they have to be in the chain still." }),
  })
  .strict();

export const chainShape: Shape<Verified> = {
  schema: z
    .object({
      valid: z.boolean(),
      length: z.int().openapi({ description: "How many entries hold, from the first." }),
      head: z.string().openapi({ description: "The seal of the last that holds." }),
      broken: z
        .object({
          number: z
            .int()
            .nullable()
            .openapi({ description: "The first that does not hold; null for one outside of the chain." }),
          entry_id: id.nullable(),
          reason: z.string(),
        })
        .nullable(),
    })
    .openapi("AuditChain"),
  write: ({ length, head, broken }) => ({
    valid: broken === null,
    length,
    head,
    broken: broken && { number: broken.number, entry_id: broken.entryId, reason: broken.why },
  }),
};

export const exportQuery = z
  .object({
    q: z.string().optional(),
    format: z
      .enum(["csv", "jsonl"], { error: "The format is csv or jsonl." })
      .optional()
      .openapi({ description: "csv unless told." }),
  })
  .strict();

export const auditQuery = z
  .object({
    q: z.string().optional().openapi({ description: "The filter language: `action:login outcome:refused since:7d`." }),
    limit: paging.limit.openapi({ description: "25 unless told." }),
    offset: paging.offset,
    cursor: z.string().optional().openapi({ description: "`next_cursor` of the page before." }),
  })
  .strict();

export const authcheckBody = z
  .object({
    checks: z.record(
      z.string(),
      z
        .object({
          action: z.enum(checkedActions, { error: "There is no such action." }),
          object: z
            .object({
              resource_type: z.string().openapi({ example: "workspace" }),
              owner_id: optional(z.string()).openapi({ type: "string", description: "A user’s id, or `me`." }),
              resource_id: optional(z.string()).openapi({ type: "string" }),
              organization_id: optional(z.string()).openapi({ type: "string" }),
              any_org: optional(z.boolean()).openapi({ type: "boolean" }),
            })
            .strict(),
        })
        .strict(),
    ),
  })
  .strict()
  .openapi("Checks");

export const authcheckShape: Shape<Record<string, boolean>> = {
  schema: z.record(z.string(), z.boolean()).openapi("Checked"),
  write: (answers) => answers,
};

export const entitlementsShape: Shape<Entitlements> = {
  schema: z
    .object({
      features: z.object({
        user_limit: z.object({
          entitlement: z.enum(["entitled", "not_entitled"]),
          enabled: z.boolean(),
          limit: z.int().optional(),
          actual: z.int(),
        }),
      }),
      warnings: z.array(z.string()),
      errors: z.array(z.string()),
      has_license: z.boolean(),
      trial: z.boolean(),
      require_telemetry: z.boolean(),
      refreshed_at: time,
    })
    .openapi("Entitlements"),
  write: ({ limit, used, warnings }) => ({
    features: {
      user_limit: {
        entitlement: limit === null ? "not_entitled" : "entitled",
        enabled: limit !== null,
        ...(limit !== null && { limit }),
        actual: used,
      },
    },
    warnings,
    errors: [],
    has_license: limit !== null,
    trial: false,
    require_telemetry: false,
    refreshed_at: wireTime(new Date()),
  }),
};

export const statusCountsQuery = z
  .object({
    tz_offset: z.coerce
      .number()
      .int("It must be a whole number.")
      .min(-12, "It is in hours, from -12 to 14.")
      .max(14, "It is in hours, from -12 to 14.")
      .optional()
      .openapi({ type: "integer", description: "Where a day ends, in hours east of UTC." }),
  })
  .strict();

const counts = z.array(z.object({ date: time, count: z.int() }));

export const statusCountsShape: Shape<StatusHistory> = {
  schema: z
    .object({ status_counts: z.object({ active: counts, dormant: counts, suspended: counts }) })
    .openapi("StatusCounts"),
  write: (history) => ({
    status_counts: Object.fromEntries(
      userStatuses.map((status) => [
        status,
        history[status].map(({ date, count }) => ({ date: wireTime(date), count })),
      ]),
    ),
  }),
};
