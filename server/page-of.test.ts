import { expect, test } from "vitest";
import { pageOf } from "./page-of";

test.each([
  ["/audit?q=actor%3Aada", "/audit"],
  ["/users/ada", "/users/{username}"],
  ["/groups/platform", "/groups/{name}"],
  ["/users/ada/more", "unknown"],
  ["/api/auth/callback/credentials", "/api/auth"],
  ["/api/v2/users/ada/nothing", "/api/unknown"],
  ["/_next/static/chunks/a.js", "assets"],
])("%s is counted and logged as %s, without anybody’s name", (address, page) => expect(pageOf(address)).toBe(page));
