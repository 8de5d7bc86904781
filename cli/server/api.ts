import { JSONParser } from "@streamparser/json";
import { version } from "../../package.json";
import { say } from "../terminal/say";
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

  /**
   * The rows of a list, `{ <name>: [...], count }`, as they come over the wire: few are held, however many there are.
   *
   * @param name of the array
   */
  async *rows<V>(path: string, query: Query, name: string): AsyncGenerator<V[]> {
    const response = await this.send("GET", path, { query });
    const parser = new JSONParser({ paths: [`$.${name}.*`, "$.count"], keepStack: false });
    let rows: V[] = [];
    let counted = false;
    parser.onValue = ({ value, key }) => {
      if (key === "count") counted = true;
      else rows.push(value as V);
    };
    try {
      for await (const chunk of response.body ?? []) {
        this.understand(() => parser.write(chunk));
        if (rows.length > 0) yield rows;
        rows = [];
      }
    } catch (error) {
      if (error instanceof NoServer) throw error;
      throw this.brokeOff(causeOf(error));
    }
    if (!parser.isEnded) throw this.brokeOff("it ended early");
    if (!counted) throw this.notOurs(response);
  }

  private async ask<V>(method: string, path: string, asked: Asked = {}): Promise<Answer<V>> {
    const response = await this.send(method, path, asked);
    const value = (response.status === 204 ? null : await this.read(response)) as V;
    return { value, tag: response.headers.get("etag") };
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
    const waiting = setTimeout(() => say(`Waiting for ${this.at.url} …`), remarkAfterMs);
    const sent = { method, headers, redirect: "manual" as const, ...(body && { body: JSON.stringify(body) }) };
    const response = await fetch(address, sent)
      .catch((error) => {
        const why = causeOf(error);
        throw new NoServer(`${this.at.url} does not answer (${why}). Is this the address of a Roster that runs?`);
      })
      .finally(() => clearTimeout(waiting));
    const elsewhere = response.headers.get("location");
    if (elsewhere && !response.ok)
      throw new NoServer(`${this.at.url} sends on to ${elsewhere}. Give that address instead.`);
    if (response.status !== 204 && !isJson(response)) {
      await response.body?.cancel();
      throw this.notOurs(response);
    }
    if (response.ok) return response;
    throw problemOf(response.status, await this.read(response)) ?? this.notOurs(response);
  }

  /** The JSON of an answer that is no list. */
  private async read(response: Response): Promise<unknown> {
    let text = "";
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body ?? []) {
        text += decoder.decode(chunk, { stream: true });
        if (text.length > longestAnswer) throw this.notOurs(response);
      }
    } catch (error) {
      if (error instanceof NoServer) throw error;
      throw this.brokeOff(causeOf(error));
    }
    return this.understand(() => JSON.parse(text));
  }

  private understand<V>(read: () => V): V {
    try {
      return read();
    } catch {
      throw new NoServer(`${this.at.url} answered what cannot be read. Is this the right address?`);
    }
  }

  private brokeOff = (why: string) => new NoServer(`${this.at.url} broke off in the middle of its answer (${why}).`);

  private notOurs = ({ status }: Response) =>
    new NoServer(`${this.at.url} answered ${status}, and not as a Roster does. Is this the right address?`);
}

const remarkAfterMs = 5000;

/** In characters: far more than any answer but a list has. */
const longestAnswer = 64_000_000;

const isJson = (response: Response) => response.headers.get("content-type")?.startsWith("application/json") ?? false;

type Asked = { query?: Query; body?: object | undefined; tag?: string | null };

/** The refusal in an answer; null where it is none of ours. */
function problemOf(status: number, body: unknown): ApiProblem | null {
  const problem = body as { message?: unknown; code?: unknown; validations?: unknown } | null;
  if (typeof problem?.message !== "string") return null;
  const validations = Array.isArray(problem.validations) ? problem.validations : [];
  return new ApiProblem(status, String(problem.code ?? ""), problem.message, validations);
}

/** "connection refused" out of the error that Node wraps it in. */
function causeOf(error: unknown): string {
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message: string };
  const known: Record<string, string> = {
    ECONNREFUSED: "connection refused",
    ENOTFOUND: "there is no such name",
    ECONNRESET: "connection reset",
    EPROTO: "it speaks http, not https",
    ERR_SSL_WRONG_VERSION_NUMBER: "it speaks http, not https",
    DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is its own: see NODE_EXTRA_CA_CERTS",
    SELF_SIGNED_CERT_IN_CHAIN: "its certificate is of an unknown authority: see NODE_EXTRA_CA_CERTS",
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is of an unknown authority: see NODE_EXTRA_CA_CERTS",
    UND_ERR_SOCKET: "connection closed",
    UND_ERR_CONNECT_TIMEOUT: "no answer in time",
    UND_ERR_HEADERS_TIMEOUT: "no answer in time",
    UND_ERR_BODY_TIMEOUT: "no answer in time",
  };
  return known[cause?.code ?? ""] ?? cause?.message ?? cause?.code ?? message;
}

const systemName = () =>
  ({ linux: "Linux", darwin: "Macintosh", win32: "Windows" })[process.platform as string] ?? process.platform;
