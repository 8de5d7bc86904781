import fc from "fast-check";
import { call, ownDocument, seen } from "../api";
import { everything } from "../matrix/untouched";
import { requests, type Sent } from "./requests";
import { makeWorld, type World } from "./world";

export type Tried = { tried: number; byStatus: Record<string, number>; wrong: string[]; neverDone: string[] };

/** Sends batches of requests until it is time: what they were answered, and what is wrong with that. */
export async function fuzzApi(seed: number, goesOn: (tried: number) => boolean): Promise<Tried> {
  const found: Tried = { tried: 0, byStatus: {}, wrong: [], neverDone: [] };
  for (let batch = 0; goesOn(found.tried) && found.wrong.length < 10; batch++) {
    const world = await makeWorld();
    let before = await everything();
    for (const sent of fc.sample(requests(world.names), { seed: seed + batch, numRuns: 60 })) {
      const { why, status, after } = await send(sent, world, before);
      if (why) found.wrong.push(`seed ${seed + batch}: ${shown(sent)}: ${why}`);
      before = after;
      found.tried++;
      found.byStatus[status] = (found.byStatus[status] ?? 0) + 1;
      // Their session was ended, or they were: nothing more would come through.
      if (status === 401 && sent.who !== "nobody" && !sent.headers["coder-session-token"]) break;
    }
  }
  found.neverDone = Object.entries(ownDocument.paths).flatMap(([path, verbs]) =>
    Object.keys(verbs)
      .map((verb) => `${verb} ${path.replace("/api/v2", "")}`)
      .filter((it) => !["200", "201", "204"].some((status) => seen.has(`${it} ${status}`))),
  );
  return found;
}

async function send(sent: Sent, { tokens, secrets }: World, before: string) {
  const { method, path, headers, raw, who } = sent;
  const token = headers["coder-session-token"] ? undefined : tokens[who];
  try {
    const { status, text, body } = await call(method, path, { token, headers, ...(raw !== undefined && { raw }) });
    const after = await everything();
    return { status, after, why: wrongIn({ status, text, body, method }, after !== before, secrets) };
  } catch (error) {
    return {
      status: "not as told",
      after: await everything(),
      why: error instanceof Error ? error.message : String(error),
    };
  }
}

type Answer = { status: number; text: string; body: { message?: unknown; code?: unknown } | null; method: string };

function wrongIn({ status, text, body, method }: Answer, changed: boolean, secrets: string[]): string | null {
  if (status >= 500) return `${status} ${text}`;
  if (status >= 400 && changed) return `${status}, and something changed`;
  if (status >= 400 && method !== "HEAD" && (typeof body?.message !== "string" || typeof body.code !== "string")) {
    return `${status} without a sentence: ${text.slice(0, 200)}`;
  }
  const secret = secrets.find((it) => text.includes(it));
  return secret ? `its answer holds a secret: ${secret}` : null;
}

const shown = ({ method, path, headers, raw, who }: Sent) =>
  `${method} ${path.slice(0, 300)} by ${who} ${JSON.stringify(headers)} ${String(raw ?? "").slice(0, 300)}`;
