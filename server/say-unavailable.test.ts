import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { closeDatabase, connectDatabase, db } from "@/db/client";
import { sayUnavailable } from "./say-unavailable";

/** What a page that ends with this status is answered with, after something happened while it ran. */
async function answered(status: number, meanwhile: () => Promise<unknown>) {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  sayUnavailable(response);
  await meanwhile();
  response.statusCode = status;
  response.end("…");
  return { status: response.statusCode, wait: response.getHeader("retry-after") };
}

const askInVain = async () => {
  await closeDatabase();
  connectDatabase({ url: "postgres://roster@127.0.0.1:1/roster" });
  await db()
    .execute(sql`select 1`)
    .catch(() => {});
};

test("what broke while the database did says 503, and when to come again; a bug stays a bug", async () => {
  expect(await answered(500, askInVain)).toEqual({ status: 503, wait: "2" });
  expect(await answered(404, askInVain)).toEqual({ status: 404, wait: undefined });
  expect(await answered(500, async () => {})).toEqual({ status: 500, wait: undefined });
});
