import { expect, test } from "vitest";
import { openNotes, takeNotes } from "@/app/request-notes";
import { api } from "./app";

test.each([
  ["GET", "/users/ada", 401, "/api/v2/users/{user}"],
  ["PATCH", "/users/ada", 405, "/api/v2/users/{user}"],
  ["GET", "/openapi.json", 200, "/api/v2/openapi.json"],
  ["GET", "/users/ada/nothing", 404, undefined],
])("%s %s is answered %i and noted as %s, without anybody’s name", async (method, path, status, route) => {
  openNotes("asked");
  const request = new Request(`http://roster.test/api/v2${path}`, { method, headers: { "x-request-id": "asked" } });
  expect((await api.fetch(request)).status).toBe(status);
  expect(takeNotes("asked")).toEqual(route ? { route } : {});
});
