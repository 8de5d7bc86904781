import cluster from "node:cluster";
import type { IncomingMessage, ServerResponse } from "node:http";
import { sql } from "drizzle-orm";
import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry, register } from "prom-client";
import { db } from "@/db/client";
import { type Actor, anonymous, theSystem } from "@/lib/actor";
import { problems } from "@/lib/problems";
import { authenticate } from "@/lib/sessions/authenticate";
import { readKey } from "@/lib/sessions/key";
import { countByStatus } from "@/lib/users/count-by-status";

/**
 * Numbers for Prometheus at `/metrics`. Each worker counts its own requests; whichever is asked gets the sums from the first
 * process, and adds what the database tells.
 */

const aggregator = new AggregatorRegistry();
collectDefaultMetrics();

const requests = new Counter({
  name: "roster_requests_total",
  help: "Requests answered.",
  labelNames: ["method", "route", "status"],
});
const latency = new Histogram({
  name: "roster_request_seconds",
  help: "Time from a request to the end of its answer.",
  labelNames: ["route"],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

type Answered = { method: string; route: string; status: number; seconds: number };

export function countRequest({ method, route, status, seconds }: Answered): void {
  requests.inc({ method: methods.has(method) ? method : "other", route, status });
  latency.observe({ route }, seconds);
}

/** Answers `/metrics`, to this machine itself or to whoever has a token and may see all users. False: not its to answer. */
export async function answerMetrics(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  if (request.url?.split("?")[0] !== "/metrics") return false;
  const counted = await countByStatus(await callerOf(request), {});
  if (!counted.ok) {
    const { status } = problems[counted.problem.code];
    response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "www-authenticate": "Bearer" });
    response.end(`${counted.problem.message}\n`);
    return true;
  }
  const { byStatus, seatsUsed, seats } = counted.value;
  const now = new Registry();
  const gauge = (name: string, help: string, values: Record<string, number>, label?: string) => {
    const it = new Gauge({ name, help, labelNames: label ? [label] : [], registers: [now] });
    for (const [value, number] of Object.entries(values)) it.set(label ? { [label]: value } : {}, number);
  };
  gauge("roster_users", "Users by status.", byStatus, "status");
  gauge("roster_seats_used", "Seats that active users take.", { all: seatsUsed });
  if (seats !== null) gauge("roster_seats_limit", "Seats of the licence.", { all: seats });
  gauge("roster_database_connections", "Connections of all instances, by state.", await connections(), "state");
  response.writeHead(200, { "content-type": register.contentType });
  response.end(`${await countedByAll()}\n${await now.metrics()}`);
  return true;
}

async function callerOf({ headers }: IncomingMessage): Promise<Actor> {
  if (headers["x-roster-local"]) return theSystem;
  const token = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1] ?? headers["coder-session-token"];
  const key = typeof token === "string" ? readKey(token) : null;
  const from = {
    address: headers["x-roster-address"]?.toString() ?? null,
    userAgent: headers["user-agent"] ?? null,
    requestId: headers["x-request-id"]?.toString() ?? null,
  };
  return (key && (await authenticate(key, from))) ?? anonymous(from);
}

async function connections(): Promise<Record<string, number>> {
  const rows = await db().execute<{ state: string; count: number }>(sql`
    select coalesce(state, 'unknown') as state, count(*)::int as count from pg_stat_activity
    where application_name = 'roster' and datname = current_database() group by 1`);
  return Object.fromEntries([...rows].map(({ state, count }) => [state, count]));
}

type Message = { metricsFor?: number; metrics?: string };

const waiting = new Map<number, (text: string) => void>();
let asked = 0;

/** The sums over all workers: only the first process hears from all of them. */
async function countedByAll(): Promise<string> {
  if (!cluster.isWorker) return register.metrics();
  const id = ++asked;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    process.send?.({ metricsFor: id });
  });
}

if (cluster.isWorker) {
  process.on("message", ({ metricsFor, metrics }: Message) => {
    if (metricsFor === undefined || metrics === undefined) return;
    waiting.get(metricsFor)?.(metrics);
    waiting.delete(metricsFor);
  });
} else {
  cluster.on("message", async (worker, { metricsFor }: Message) => {
    if (metricsFor === undefined) return;
    const metrics = await aggregator.clusterMetrics().catch(() => "");
    if (worker.isConnected()) worker.send({ metricsFor, metrics });
  });
}
