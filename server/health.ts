import type { IncomingMessage, ServerResponse } from "node:http";
import { sql } from "drizzle-orm";
import { db } from "@/db/client";

const patienceMs = 2000;

/** Answers `/healthz` (this process lives) and `/readyz` (the database answers, within two seconds). False: not its to answer. */
export async function answerHealth(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const path = request.url?.split("?")[0];
  if (path === "/healthz") say(response, 200, "ok");
  else if (path === "/readyz") await sayReadiness(response);
  else return false;
  return true;
}

async function sayReadiness(response: ServerResponse): Promise<void> {
  if (await databaseAnswers()) return say(response, 200, "ok");
  response.setHeader("retry-after", "2");
  say(response, 503, "the database does not answer");
}

async function databaseAnswers(): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const asked = db()
    .execute(sql`select 1`)
    .then(
      () => true,
      () => false,
    );
  const answered = await Promise.race([asked, tooLate]);
  clearTimeout(timer);
  return answered;
}

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(`${JSON.stringify({ status: text })}\n`);
}
