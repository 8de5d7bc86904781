import type { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Access } from "@/lib/access";
import type { Actor } from "@/lib/actor";
import type { Organization } from "@/lib/organization/organization";
import type { Result } from "@/lib/result";
import type { Env } from "./env";

/** What came with a request, read and checked: what a route makes the input of its operation from. */
export type Call<Q, B> = {
  actor: Actor;
  /** The parts of the path in braces. `{user}` is a user's id here, however it was written. */
  path: Record<string, string>;
  /** The id behind `{user}`. */
  user: string;
  query: Q;
  body: B;
  /** The version that `If-Match` names; undefined without one. */
  version: number | undefined;
  organization: Organization;
};

/** An operation, a query, or what is put together of some; `access` says who may ask at all. */
export type Doable<I, V> = ((actor: Actor, input: I) => Promise<Result<V>>) & { access?: Access };

/** How a value goes over the wire: the schema that the document tells, and what is made of it. */
export type Shape<V> = { schema: z.ZodType; write: (value: V, organization: Organization) => unknown };

type Method = "get" | "post" | "put" | "patch" | "delete";

type Empty = Record<string, never>;

type Doing<Q extends z.ZodObject | undefined, B extends z.ZodObject | undefined, I, V> = {
  /** What it does, in a few words, as the document tells it. */
  does: string;
  tells?: string;
  /** The name that clients made from the document call it by. */
  id: string;
  query?: Q;
  body?: B;
  /** Without a body it is as if `{}` came. */
  bodyOptional?: boolean;
  /** The operation's input. `{ userId, expectedVersion }` unless told. */
  input?: (call: Call<Q extends z.ZodObject ? z.output<Q> : Empty, B extends z.ZodObject ? z.output<B> : Empty>) => I;
  /** 200 unless told. */
  status?: 200 | 201 | 204;
  answers?: Shape<V>;
  /** Of one user: their `ETag`, from the operation's value. */
  tag?: (value: V) => string;
  /** How the operation's fields are called here, where that is not the same in other letters. */
  fields?: Record<string, string>;
  /** Refusals that are answered as if it were done. */
  quiet?: string[];
  /** What it answers in, where that is not JSON. */
  media?: string[];
  /** Writes the answer itself, where it is not one piece of JSON. */
  respond?: (c: Context<Env>, value: V, organization: Organization) => Response;
};

/** A line of the API's table. What each part means is checked where the line is written, and forgotten here. */
export type Route = {
  method: Method;
  path: string;
  by: Doable<unknown, unknown>;
  access: Access;
} & Doing<z.ZodObject | undefined, z.ZodObject | undefined, unknown, unknown>;

function line(method: Method) {
  return <I, V, Q extends z.ZodObject | undefined = undefined, B extends z.ZodObject | undefined = undefined>(
    path: string,
    by: Doable<I, V>,
    doing: Doing<Q, B, NoInfer<I>, NoInfer<V>>,
  ): Route =>
    // Sound: `input` makes what `by` takes, and `answers`, `tag` and `respond` get what it gives, by the types above.
    ({ method, path, by, access: by.access ?? "signed in", ...doing }) as unknown as Route;
}

export const get = line("get");
export const post = line("post");
export const put = line("put");
export const patch = line("patch");
export const del = line("delete");
