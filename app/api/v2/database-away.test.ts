import { expect, test } from "vitest";
import { openNotes, takeNotes } from "@/app/request-notes";
import { closeDatabase, connectDatabase } from "@/db/client";
import { call, tokenOf } from "@/test/api";
import { aUser } from "@/test/people";

test("while the database is away every question is told to come back, and noted with its route and why; and afterwards all is well", async () => {
  const token = await tokenOf(await aUser({ roles: ["owner"] }));
  await call("GET", "/users/me", { token });
  await closeDatabase();
  connectDatabase({ url: "postgres://roster@127.0.0.1:1/roster" });
  for (const [method, path, route] of [
    ["GET", "/users", "/api/v2/users"],
    ["GET", "/users/me", "/api/v2/users/{user}"],
    ["DELETE", "/users/me", "/api/v2/users/{user}"],
  ] as const) {
    openNotes("away");
    const { status, headers, body } = await call(method, path, { token, headers: { "x-request-id": "away" } });
    expect(takeNotes("away")).toEqual({ route, why: "ECONNREFUSED" });
    expect({ status, code: body.code, wait: headers.get("retry-after") }).toEqual({
      status: 503,
      code: "unavailable",
      wait: "2",
    });
  }
  await closeDatabase();
  connectDatabase({ url: process.env.DATABASE_URL ?? "" });
  expect(await call("GET", "/users/me", { token })).toMatchObject({ status: 200 });
});

test("HEAD is GET without a body", async () => {
  const token = await tokenOf(await aUser());
  expect(await call("HEAD", "/users/me", { token })).toMatchObject({ status: 200, text: "" });
});
