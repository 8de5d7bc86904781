import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { foreignName } from "@/app/foreign-name";
import { noteRequest } from "@/app/request-notes";
import { whyAway } from "@/db/away";
import { plainError } from "@/db/plain-error";
import { theOrganization } from "@/lib/organization/the-organization";
import { type Problem, Refusal } from "@/lib/problems";
import { userIdOf } from "@/lib/users/user-id";
import { answerError, answerProblem } from "./answers";
import { callerOf, originOf } from "./caller";
import { describe, documentHead, securitySchemes } from "./document";
import type { Env } from "./env";
import { readBody, readQuery, receiveBody } from "./read";
import { routes } from "./routes";
import type { Route } from "./routing";
import { sendJson, unkept } from "./send-json";

/**
 * The HTTP API as one application: every line of the table answers here. It is mounted twice, by our own server before the
 * page framework sees a request, and by a route of the page framework's for hosts that run only that.
 */
export const api = new OpenAPIHono<Env>().basePath("/api/v2");

const table = Object.entries(routes).flatMap(([tag, lines]) => lines.map((route) => ({ tag, route })));

for (const [name, scheme] of Object.entries(securitySchemes)) {
  api.openAPIRegistry.registerComponent("securitySchemes", name, scheme);
}
for (const { tag, route } of table) api.openAPIRegistry.registerPath(describe(route, tag));

const patternOf = (path: string) => path.replaceAll(/\{(\w+)\}/g, ":$1");

const paths = [...new Set(table.map(({ route }) => route.path))].sort(byLiteralParts);
for (const path of paths) {
  const here = table.flatMap(({ route }) => (route.path === path ? [route] : []));
  for (const route of here) api.on(route.method, patternOf(path), (c) => answer(c, route));
  api.all(patternOf(path), (c) => {
    noteRoute(c, path);
    const allowed = here
      .flatMap(({ method }) => (method === "get" ? ["GET", "HEAD"] : [method.toUpperCase()]))
      .join(", ");
    c.header("allow", allowed);
    return answerError(c, 405, { message: `This address takes ${allowed} only.`, code: "wrong_method" });
  });
}

let written: string | undefined;
api.get("/openapi.json", (c) => {
  noteRoute(c, "/openapi.json");
  written ??= JSON.stringify(api.getOpenAPI31Document(documentHead));
  c.header("content-type", "application/json");
  return c.body(written);
});

api.notFound((c) =>
  answerError(c, 404, {
    message: "There is no such address in the API. All there are stand in /api/v2/openapi.json.",
    code: "not_found",
  }),
);

api.onError((error, c) => {
  if (error instanceof Refusal) return answerProblem(c, error.problem);
  const why = whyAway(error);
  if (why) {
    noteRequest(originOf(c).requestId, { why });
    c.header("retry-after", "2");
    return answerError(c, 503, {
      message: "The database does not answer. Try again in a moment.",
      code: "unavailable",
    });
  }
  console.error(plainError(error));
  const id = originOf(c).requestId;
  return answerError(c, 500, {
    message: `Roster could not answer this. Its log says why${id ? `, under ${id}` : ""}.`,
    code: "bug",
  });
});

/** First of all, so that the log tells it of a request that fails, too. */
const noteRoute = (c: Context<Env>, path: string) => noteRequest(originOf(c).requestId, { route: `/api/v2${path}` });

async function answer(c: Context<Env>, route: Route): Promise<Response> {
  noteRoute(c, route.path);
  const sent = route.body ? await receiveBody(c) : new Uint8Array();
  const actor = await callerOf(c);
  if (actor.kind === "anonymous") {
    // Whatever it brought was no token: the page of a site whose name was led here can write such a header.
    if (isForeign(c)) return answerError(c, 421, { message: foreignName, code: "misdirected" });
    if (route.access !== "anyone") return refused(c, route, signedOut);
  }

  const path = c.req.param();
  const call = {
    actor,
    path,
    user: path.user === undefined ? "" : await userIdOf(actor, path.user),
    query: readQuery(c, route.query),
    body: readBody(c, sent, route.body, route.bodyOptional ?? false),
    version: versionOf(c.req.header("if-match")),
    organization: await theOrganization(),
  };
  const input = route.input ? route.input(call as never) : { userId: call.user, expectedVersion: call.version };
  const result = await route.by(actor, input);
  if (!result.ok && !route.quiet?.includes(result.problem.code)) return refused(c, route, result.problem);
  const { status = 200 } = route;
  if (status === 204 || !result.ok) return c.body(null, 204, unkept);

  if (route.respond) {
    for (const [name, value] of Object.entries(unkept)) c.header(name, value);
    return route.respond(c, result.value, call.organization);
  }
  const tag = route.tag?.(result.value);
  const kept = tag ? { ...unkept, etag: tag, "cache-control": "private, no-cache" } : unkept;
  if (tag && route.method === "get" && holds(c.req.header("if-none-match"), tag)) return c.body(null, 304, kept);
  return sendJson(c, route.answers?.write(result.value, call.organization), kept, status);
}

/** Whether it came under a name that our own server does not go by, which marks it so. */
const isForeign = (c: Context<Env>) => c.env?.incoming?.headers["x-roster-foreign"] !== undefined;

const refused = (c: Context<Env>, route: Route, problem: Problem) => answerProblem(c, problem, route.fields);

const signedOut: Problem = {
  code: "signed_out",
  message: "Sign in first: send a token as Coder-Session-Token or Authorization: Bearer.",
};

/** The version in an `If-Match`, which `userTag` wrote. Whatever is none of ours matches no version; of several ours counts. */
function versionOf(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === "*") return undefined;
  const versions = header.split(",").map((tag) => /^"([1-9]\d{0,8}|0)-[0-9a-z]+"$/.exec(tag.trim())?.[1]);
  return Number(versions.findLast((version) => version !== undefined) ?? -1);
}

const holds = (header: string | undefined, tag: string) =>
  header?.split(",").some((one) => one.trim().replace(/^W\//, "") === tag || one.trim() === "*") ?? false;

/** Paths with literal parts before those that have a name in their place. */
function byLiteralParts(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const named = Number(left[i]?.startsWith("{")) - Number(right[i]?.startsWith("{"));
    if (named !== 0) return named;
  }
  return left.length - right.length;
}
