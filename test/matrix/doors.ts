import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { encode } from "next-auth/jwt";
import { sessionCookie } from "@/app/auth";
import { type Actor, anonymous } from "@/lib/actor";
import { config } from "@/lib/config";
import type { Result } from "@/lib/result";
import { authenticate } from "@/lib/sessions/authenticate";
import { call } from "../api";
import { somewhere } from "../people";
import { request } from "./request";
import { type Aim, actions, operations, routes, type Way } from "./table";
import type { Asker } from "./world";

/** The three ways in, each as it is really gone: with a credential that is looked up, to a code and a text. */

export type Answer = { code: string; status?: number; text: string };
export type Entry = { door: "lib" | "api" | "action"; name: string; way: Way; ask: Ask };
/** `more`: fields sent along with what is asked. */
type Ask = (asker: Asker | null, aim: Aim, requestId: string, more?: object) => Promise<Answer>;
// biome-ignore lint/suspicious/noExplicitAny: functions of every kind, found by their names.
type Any = any;

const root = join(import.meta.dirname, "../..");
const filesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|spec)\./.test(file))
    .map((file) => join(folder, file));
const load = async (file: string): Promise<Record<string, Any>> => import(/* @vite-ignore */ join(root, file));

/** Every operation and query that lib exports, by its name. */
export async function libEntries(): Promise<Record<string, Any>> {
  const found: Record<string, Any> = {};
  for (const file of filesIn("lib")) {
    for (const [name, value] of Object.entries(await load(file))) {
      if (typeof value === "function" && "access" in value) found[name] = value;
    }
  }
  return found;
}

/** Every server action, by its file and name. */
export async function actionEntries(): Promise<Record<string, Any>> {
  const found: Record<string, Any> = {};
  for (const file of [...filesIn("app"), ...filesIn("components"), ...filesIn("lib")]) {
    if (!/^\s*"use server"/m.test(readFileSync(join(root, file), "utf8"))) continue;
    for (const [name, value] of Object.entries(await load(file))) found[`${file} ${name}`] = value;
  }
  return found;
}

export const plain = (name: string) => name.split(": ")[0] ?? name;

export async function everyEntry(): Promise<Entry[]> {
  const [lib, web] = [await libEntries(), await actionEntries()];
  return [
    ...Object.keys(operations).map(
      (name): Entry => ({ door: "lib", name, way: { as: name }, ask: askLib(lib[plain(name)], name) }),
    ),
    ...Object.entries(routes).map(([name, way]): Entry => ({ door: "api", name, way, ask: askApi(name, way) })),
    ...Object.entries(actions).map(
      ([name, way]): Entry => ({ door: "action", name, way, ask: askAction(web[plain(name)], way) }),
    ),
  ];
}

const toAnswer = (result: Result<unknown> | undefined): Answer => {
  if (result === undefined) return { code: "ok", text: "" };
  return { code: result.ok ? "ok" : result.problem.code, text: JSON.stringify(result) ?? "" };
};

function askLib(doing: Any, name: string): Ask {
  return async (asker, aim, requestId, more) => {
    const from = { ...somewhere, address: null, requestId };
    const actor: Actor = (asker?.key && (await authenticate(asker.key, from))) || anonymous(from);
    return toAnswer(await doing(actor, along(operations[name]?.input(aim), more)));
  };
}

function askApi(name: string, { path, body }: Way): Ask {
  const [verb = "", pattern = ""] = plain(name).split(" ");
  return async (asker, aim, requestId) => {
    const {
      status,
      text,
      body: told,
    } = await call(verb.toUpperCase(), path?.(aim) ?? pattern.replace("{user}", aim.user.id), {
      token: asker?.token,
      body: body?.(aim),
      headers: { "x-request-id": requestId },
    });
    return { status, code: status < 400 ? "ok" : told?.code, text };
  };
}

function askAction(action: Any, { as, body }: Way): Ask {
  return async (asker, aim, requestId, more) => {
    const cookies = new Map(asker ? [[sessionCookie(), await sealed(asker)]] : []);
    return request.run({ headers: new Headers({ "x-request-id": requestId }), cookies }, async () =>
      toAnswer(await action(along((body ?? operations[as]?.input)?.(aim), more))),
    );
  };
}

const seals = new Map<Asker, Promise<string>>();

/** What a browser would hold. */
function sealed(asker: Asker): Promise<string> {
  const { key, token } = asker;
  const made =
    seals.get(asker) ?? (key ? encode({ token: { key }, secret: config().secret ?? "" }) : Promise.resolve(token));
  seals.set(asker, made);
  return made;
}

/** Both in one, also where a field has a name such as `__proto__`. */
function along(input: unknown, more: object | undefined): unknown {
  if (!more) return input;
  const both = Object.defineProperties({}, Object.getOwnPropertyDescriptors(Object(input)));
  return Object.defineProperties(both, Object.getOwnPropertyDescriptors(more));
}
