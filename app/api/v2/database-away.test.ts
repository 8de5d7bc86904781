import { expect, test } from "vitest";
import { closeDatabase, connectDatabase } from "@/db/client";
import { call, tokenOf } from "@/test/api";
import { aUser } from "@/test/people";

test("while the database is away every question is told to come back, and afterwards all is well", async () => {
  const token = await tokenOf(await aUser({ roles: ["owner"] }));
  await call("GET", "/users/me", { token });
  await closeDatabase();
  connectDatabase({ url: "postgres://roster@127.0.0.1:1/roster" });
  for (const [method, path] of [
    ["GET", "/users"],
    ["GET", "/users/me"],
    ["DELETE", "/users/me"],
  ] as const) {
    const { status, headers, body } = await call(method, path, { token });
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
