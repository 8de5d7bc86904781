import type { RouteConfig } from "@hono/zod-openapi";
import { z } from "@hono/zod-openapi";
import { everyPermission, type Permission, whoMay } from "@/lib/permissions";
import { version } from "@/package.json";
import type { Route } from "./routing";
import { problemShape } from "./shapes/common";

/** How the API's document tells a line of the table: all from what the line itself holds. */

export const documentHead = {
  openapi: "3.1.0",
  info: {
    title: "Roster",
    version,
    description: "Manage the people of a platform. All that the console does can be done here.",
    license: { name: "Apache-2.0", identifier: "Apache-2.0" },
  },
  servers: [{ url: "/" }],
  security: [{ sessionToken: [] }, { bearer: [] }] as Record<string, string[]>[],
};

export const securitySchemes = {
  sessionToken: { type: "apiKey", in: "header", name: "Coder-Session-Token" },
  bearer: { type: "http", scheme: "bearer" },
} as const;

const parameters: Record<string, { description: string; example: string }> = {
  user: { description: "A user’s id, their username in any case, or `me`.", example: "me" },
  organization: { description: "The organization’s id, its name, or `default`.", example: "default" },
  organizationname: { description: "The organization’s name, or `default`.", example: "default" },
  keyname: { description: "A token’s name, in any case.", example: "backups" },
  keyid: { description: "What stands before the hyphen of a token.", example: "0192f0c17b1e7c4a9d531f6a4e1c0b2a" },
  group: { description: "A group’s id, or its name in any case.", example: "engineering" },
  groupName: { description: "A group’s name in any case, or its id.", example: "engineering" },
};

/** What a refusal of each status means here. */
const refusals = {
  400: "Something that was sent cannot be read.",
  401: "Nobody is signed in.",
  403: "The caller may not do this; the message says why.",
  404: "There is no such thing, or the caller may not know of it.",
  409: "It does not go together with what is already so.",
  412: "It was changed after the version that `If-Match` names.",
  413: "The body is larger than 1 MB.",
  415: "The body is no JSON.",
  429: "Too many tries; `Retry-After` says how many seconds to wait.",
  503: "The database does not answer; try again after `Retry-After` seconds.",
} as const;

export function describe(route: Route, tag: string): RouteConfig {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const { status = 200 } = route;
  const params = names.map((name) => [name, z.string().openapi({ ...parameters[name], param: { name, in: "path" } })]);
  return {
    method: route.method,
    path: route.path,
    operationId: route.id,
    tags: [tag],
    summary: route.does,
    description: [route.tells, whoMayDo(route)].filter(Boolean).join(" "),
    ...(route.access === "anyone" && { security: [] }),
    request: {
      ...(params.length > 0 && { params: z.object(Object.fromEntries(params)) }),
      ...(route.query && { query: route.query }),
      ...(takesVersion(route) && { headers: z.object({ "If-Match": z.string().optional().openapi(versionHeader) }) }),
      ...(route.body && {
        body: { required: !route.bodyOptional, content: { "application/json": { schema: route.body } } },
      }),
    },
    responses: {
      [status]:
        status === 204
          ? { description: "It is done." }
          : {
              description: status === 201 ? "It is made." : "It is so.",
              content: Object.fromEntries(
                (route.media ?? ["application/json"]).map((type) => [
                  type,
                  { schema: route.media ? z.string() : (route.answers?.schema ?? z.object({})) },
                ]),
              ),
            },
      ...Object.fromEntries(
        refusalsOf(route).map((refusal) => [
          refusal,
          { description: refusals[refusal], content: { "application/json": { schema: problemShape } } },
        ]),
      ),
    },
  };
}

const versionHeader = {
  description: "The `ETag` that was seen: what was changed since is not overwritten.",
  example: '"7-m3k9"',
};

/** Changes of a user refuse lost updates. */
const takesVersion = ({ method, path }: Route) =>
  ["put", "delete"].includes(method) && /^\/users\/\{user\}(?!\/(keys|appearance))/.test(path);

/** In its address: what may not be there. */
const namesSomething = ({ path, query }: Route) =>
  path.includes("{") || Object.hasOwn(query?.shape ?? {}, "organization");

function refusalsOf(route: Route): (keyof typeof refusals)[] {
  const own = route.access !== "anyone";
  const changes = route.method !== "get";
  return [
    400,
    ...(own ? ([401, 403] as const) : changes ? ([401, 403] as const) : []),
    ...(namesSomething(route) || route.id === "has-first-user" ? ([404] as const) : []),
    ...(changes ? ([409] as const) : []),
    ...(takesVersion(route) ? ([412] as const) : []),
    ...(route.body ? ([413, 415] as const) : []),
    ...(changes ? ([429] as const) : []),
    503,
  ];
}

function whoMayDo({ access }: Route): string {
  if (access === "anyone") return "Anyone may, signed in or not.";
  if (everyPermission.includes(access as Permission)) return whoMay(access as Permission);
  return "";
}
