import { Agent, request } from "node:http";

export type Asked = {
  method?: string;
  token?: string;
  cookie?: string;
  /** The request's id, by which its audit entry is found. */
  id?: string;
  /** Where it is to seem to come from, so that limits by address do not meet. */
  from?: string;
  body?: unknown;
};

export type Answer = {
  /** Null: the connection broke before the whole answer was there, or could not be made. */
  status: number | null;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  ms: number;
};

/** A request that is not answered for so long hangs. */
export const patienceMs = 60_000;

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

/** Asks once and never throws: that there was no answer is an answer too. */
export function ask(url: string, { method = "GET", token, cookie, id, from, body }: Asked = {}): Promise<Answer> {
  const start = performance.now();
  return new Promise((resolve) => {
    const end = (status: number | null, headers: Answer["headers"] = {}, text = "") =>
      resolve({ status, headers, text, ms: performance.now() - start });
    const sent = request(
      url,
      {
        method,
        agent,
        headers: {
          ...(token && { "coder-session-token": token }),
          ...(cookie && { cookie }),
          ...(id && { "x-request-id": id }),
          ...(from && { "x-forwarded-for": from }),
          ...(body !== undefined && { "content-type": "application/json" }),
        },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part) => {
          text += part;
        });
        response.on("error", () => end(null));
        response.on("aborted", () => end(null));
        response.on("end", () =>
          response.complete ? end(response.statusCode ?? null, response.headers, text) : end(null),
        );
      },
    );
    sent.setTimeout(patienceMs, () => sent.destroy());
    sent.on("error", () => end(null));
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** Lets go of the connections that are kept, so that the command can end. */
export const hangUp = () => agent.destroy();
