import { exportEntries } from "@/lib/audit/export-entries";
import { auditPage } from "@/lib/audit/list-entries";
import { verifyChain } from "@/lib/audit/verify-chain";
import { checkAuthorization } from "@/lib/authcheck/check-authorization";
import { getEntitlements } from "@/lib/seats/get-entitlements";
import { countStatuses } from "@/lib/users/count-statuses";
import { answerExport, exportTypes } from "../audit-export";
import { get, post, type Route } from "../routing";
import * as platform from "../shapes/platform";

/** What the platform that Roster serves asks. */
export const platformRoutes: Route[] = [
  post("/authcheck", checkAuthorization, {
    id: "check-authorization",
    does: "Say what the caller may do",
    tells:
      "Asked by the platform before it does something for them; at most 100 checks, by names of its own. It tells of permissions: what Roster itself does to a user is held to more rules, as who they are.",
    body: platform.authcheckBody,
    input: ({ body }) => body,
    answers: platform.authcheckShape,
  }),
  get("/entitlements", getEntitlements, {
    id: "get-entitlements",
    does: "Show the seats of the licence",
    input: () => ({}),
    answers: platform.entitlementsShape,
  }),
  get("/insights/user-status-counts", countStatuses, {
    id: "count-statuses",
    does: "Count users by status for each of the last 60 days",
    query: platform.statusCountsQuery,
    input: ({ query }) => ({ tzOffsetHours: query.tz_offset }),
    answers: platform.statusCountsShape,
    fields: { tzOffsetHours: "tz_offset" },
  }),
  get("/audit", auditPage, {
    id: "list-audit-entries",
    does: "List the audit log, the newest first",
    query: platform.auditQuery,
    input: ({ query: { cursor, ...query } }) => ({ ...query, after: cursor || undefined }),
    answers: platform.auditShape,
    fields: { after: "cursor" },
  }),
  get("/audit/chain", verifyChain, {
    id: "verify-audit-chain",
    does: "Say whether the audit log is as it was written",
    tells: "Walks all of it, which takes about ten seconds for a million entries.",
    query: platform.chainQuery,
    input: ({ query: { expect } }) => {
      const [number, hash = ""] = (expect ?? "").split(":");
      return expect ? { expect: { number: Number(number), hash } } : {};
    },
    answers: platform.chainShape,
  }),
  get("/audit/export", exportEntries, {
    id: "export-audit-log",
    does: "Take away the audit entries that match, as CSV or as JSON lines",
    tells: "That it was asked is itself an entry.",
    query: platform.exportQuery,
    input: ({ query: { q, format = "csv" } }) => ({ q, format }),
    media: Object.values(exportTypes),
    respond: answerExport,
  }),
];
