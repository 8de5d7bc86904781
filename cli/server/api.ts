import { JSONParser } from "@streamparser/json";
import { version } from "../../package.json";
import type { Connection } from "./connection";
import { ApiProblem, NoServer } from "./problem";

type Query = Record<string, string | number | undefined>;

export type Answer<V> = { value: V; tag: string | null };

/** A client of the HTTP API, with the paths as `docs/api.md` has them. Every method throws `ApiProblem` and `NoServer`. */
export class Api {
  constructor(readonly at: Connection) {}

  async get<V>(path: string, query: Query = {}): Promise<V> {
    return (await this.ask<V>("GET", path, { query })).value;
  }

  /** The answer with its `ETag`, for a change that must not overwrite another. */
  look<V>(path: string): Promise<Answer<V>> {
    return this.ask<V>("GET", path);
  }

  async post<V>(path: string, body?: object): Promise<V> {
    return (await this.ask<V>("POST", path, { body })).value;
  }

  async put<V>(path: string, body?: object, more: { tag?: string | null } = {}): Promise<V> {
    return (await this.ask<V>("PUT", path, { body, ...more })).value;
  }

  async patch<V>(path: string, body: object): Promise<V> {
    return (await this.ask<V>("PATCH", path, { body })).value;
  }

  async delete<V>(path: string): Promise<V> {
    return (await this.ask<V>("DELETE", path)).value;
  }

  /** The rows at a JSON path of an answer, as they come over the wire: few are held, however many there are. */
  async *rows<V>(path: string, query: Query, at: string): AsyncGenerator<V[]> {
    const response = await this.send("GET", path, { query });
    const parser = new JSONParser({ paths: [at], keepStack: false });
    let rows: V[] = [];
    parser.onValue = ({ value }) => void rows.push(value as V);
    try {
      for await (const chunk of response.body ?? []) {
        parser.write(chunk);
        if (rows.length > 0) yield rows;
        rows = [];
      }
    } catch (error) {
      throw new NoServer(`${this.at.url} broke off in the middle of its answer (${causeOf(error)}).`);
    }
    if (!parser.isEnded) throw new NoServer(`${this.at.url} broke off in the middle of its answer.`);
  }

  private async ask<V>(method: string, path: string, asked: Asked = {}): Promise<Answer<V>> {
    const response = await this.send(method, path, asked);
    const value = (await this.read(response)) as V;
    return { value, tag: response.headers.get("etag") };
  }

  /** The JSON of an answer; null where there is none. */
  private async read(response: Response): Promise<unknown> {
    const text = await response.text().catch((error) => {
      throw new NoServer(`${this.at.url} broke off in the middle of its answer (${causeOf(error)}).`);
    });
    if (!response.headers.get("content-type")?.startsWith("application/json")) return null;
    try {
      return text === "" ? null : JSON.parse(text);
    } catch {
      throw new NoServer(`${this.at.url} answered what cannot be read. Is this the right address?`);
    }
  }

  private async send(method: string, path: string, { query = {}, body, tag }: Asked): Promise<Response> {
    const address = new URL(`${this.at.url}/api/v2${path}`);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) address.searchParams.set(name, String(value));
    }
    const headers = {
      "user-agent": `roster/${version} (${systemName()})`,
      accept: "application/json",
      ...(this.at.token && { authorization: `Bearer ${this.at.token}` }),
      ...(body && { "content-type": "application/json" }),
      ...(tag && { "if-match": tag }),
    };
    const sent = { method, headers, redirect: "manual" as const, ...(body && { body: JSON.stringify(body) }) };
    const response = await fetch(address, sent).catch((error) => {
      throw new NoServer(
        `${this.at.url} does not answer (${causeOf(error)}). Is this the address of a Roster that runs?`,
      );
    });
    if (response.ok) return response;
    const elsewhere = response.headers.get("location");
    if (elsewhere) throw new NoServer(`${this.at.url} sends on to ${elsewhere}. Give that address instead.`);
    throw problemOf(await this.read(response), response, this.at.url);
  }
}

type Asked = { query?: Query; body?: object | undefined; tag?: string | null };

function problemOf(body: unknown, { status }: Response, url: string): Error {
  const problem = body as { message?: string; code?: string; validations?: ApiProblem["validations"] } | null;
  if (typeof problem?.message !== "string") {
    return new NoServer(`${url} answered ${status}, and not as a Roster does. Is this the right address?`);
  }
  return new ApiProblem(status, problem.code ?? "", problem.message, problem.validations ?? []);
}

/** "connection refused" out of the error that Node wraps it in. */
function causeOf(error: unknown): string {
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message: string };
  const known: Record<string, string> = {
    ECONNREFUSED: "connection refused",
    ENOTFOUND: "there is no such name",
    ECONNRESET: "connection reset",
    UND_ERR_SOCKET: "connection closed",
    UND_ERR_CONNECT_TIMEOUT: "no answer in time",
    UND_ERR_HEADERS_TIMEOUT: "no answer in time",
    UND_ERR_BODY_TIMEOUT: "no answer in time",
  };
  return known[cause?.code ?? ""] ?? cause?.message ?? cause?.code ?? message;
}

const systemName = () =>
  ({ linux: "Linux", darwin: "Macintosh", win32: "Windows" })[process.platform as string] ?? process.platform;
