import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import next from "next";
import { api } from "@/app/api/v2/app";
import { closeDatabase } from "@/db/client";
import { plainError } from "@/db/plain-error";
import type { Config } from "@/lib/config";
import { StartError } from "./fail";
import { isForApi } from "./for-api";
import { allowOwnScripts, guardAnswer } from "./guard-answer";
import { answerHealth } from "./health";
import { log } from "./log";
import { markRequest } from "./mark-request";
import { answerMetrics } from "./metrics";
import { refuseMalformed } from "./refuse-malformed";
import { refuseUnreadable } from "./refuse-unreadable";
import { sayUnavailable } from "./say-unavailable";
import { watchRequest } from "./watch-requests";

/** How long requests that run may take to finish once the server is asked to stop. */
const graceMs = 10_000;

/** How long a client may take for the head of its request, and for all of it, at most 1 MB; and how often that is looked at. */
const limits = { headersTimeout: 15_000, requestTimeout: 60_000, connectionsCheckingInterval: 5_000 };

/** How long nothing may go to or fro on a connection whose request runs: longer than the longest question takes. */
const silenceMs = 600_000;

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<unknown>;

/** A listening server. `stop` takes no new requests, lets those that run finish, and closes the database. */
export type Serving = { address: string; stop(): Promise<void> };

/**
 * Listens, and answers each request by the first that knows it: what cannot be read at all, health,
 * metrics, the API, then pages.
 *
 * @throws StartError naming HOST or PORT
 */
export async function serve(config: Config, { dev }: { dev: boolean }): Promise<Serving> {
  let showPages: (handler: Handler) => void = () => {};
  const pages = new Promise<Handler>((resolve) => {
    showPages = resolve;
  });

  const running = new Set<ServerResponse>();
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    running.add(response);
    response.on("close", () => running.delete(response));
    if (!server.listening) response.shouldKeepAlive = false;
    markRequest(request, response, config);
    guardAnswer(request, response, config);
    watchRequest(request, response);
    sayUnavailable(response);
    const page: Handler = async () => {
      const show = await pages;
      allowOwnScripts(request, response, { dev });
      return show(request, response);
    };
    answer(request, response, page, config).catch((error) => {
      log().error({ id: request.headers["x-request-id"], err: plainError(error) });
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain; charset=utf-8" });
      response.end("Roster could not answer this. The server’s log says why.\n");
    });
  };
  const server = createServer({ ...limits, requireHostHeader: false }, handle); // Ours refuses it, with all that an answer has.
  server.on("checkExpectation", handle);
  server.on("clientError", (error, socket) => refuseUnreadable(error, socket, { running }));
  // A reader who takes nothing for so long is gone, or does it on purpose.
  server.setTimeout(silenceMs, (socket) => socket.destroy());
  const address = await listen(server, config);
  process.env.NEXTAUTH_URL = config.url ?? address;
  process.env.NEXTAUTH_SECRET = config.secret ?? process.env.ROSTER_SECRET;

  const app = next({
    dev,
    quiet: !dev,
    dir: process.cwd(),
    hostname: config.host,
    port: portOf(server),
    // It would hang up on whoever offers to speak another protocol, as many programs do that are content with this one.
    httpServer: dev ? server : createServer(),
  });
  await (dev ? app.prepare() : quietly(() => app.prepare()));
  showPages(app.getRequestHandler());
  return { address, stop: () => stop(server, running) };
}

/** The page framework tells how long its settings took to read, whatever it is asked. */
async function quietly(work: () => Promise<void>): Promise<void> {
  const { log } = console;
  console.log = () => {};
  await work().finally(() => {
    console.log = log;
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  page: Handler,
  config: Config,
): Promise<void> {
  if (refuseMalformed(request, response, config)) return;
  if (await answerHealth(request, response)) return;
  if (await answerMetrics(request, response)) return;
  if (isForApi(request.url)) return answerApi(request, response);
  await page(request, response);
}

// The page framework lives in this process too, and counts on the globals that it knows.
const answerApi = getRequestListener(api.fetch, { overrideGlobalObjects: false });

function listen(server: Server, { host, port, url }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(new StartError(whyNot(error, host, port)));
    });
    server.listen(port, host, () => {
      server.removeAllListeners("error");
      server.on("error", (error) => console.error(error));
      resolve(url ?? `http://${visible(host)}:${portOf(server)}`);
    });
  });
}

/** The host as it stands in an address. One that means all of this machine's is reached at this machine. */
function visible(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

function whyNot(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === "EADDRINUSE") return `PORT: ${port} is in use on ${host}. Stop what uses it, or set another PORT.`;
  if (error.code === "EACCES") return `PORT: ${port} may not be used by this user. Set one above 1023.`;
  return `HOST: ${host} cannot be listened on (${error.code ?? error.message}).`;
}

/** @param running the answers that are not out yet; they tell their callers not to come back on the same connection */
async function stop(server: Server, running: Set<ServerResponse>): Promise<void> {
  for (const response of running) response.shouldKeepAlive = false;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), 20);
  const late = setTimeout(() => server.closeAllConnections(), graceMs);
  server.closeIdleConnections();
  await closed;
  clearInterval(idle);
  clearTimeout(late);
  await closeDatabase();
}
