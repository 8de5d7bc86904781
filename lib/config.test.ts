import { expect, test } from "vitest";
import { ConfigError, readConfig } from "./config";

const read = (environment: Record<string, string>) => readConfig(environment, { cwd: "/srv/roster" });

test("nothing set is a working setup", () => {
  expect(read({})).toMatchObject({
    host: "127.0.0.1",
    port: 3000,
    databaseUrl: null,
    dataDir: "/srv/roster/.roster",
    url: null,
    trustProxy: false,
    workers: null,
    setupCode: null,
    dormantAfterDays: 90,
    passwordMinLength: 15,
    sessionIdleHours: 24,
  });
});

test("an empty setting is an unset one", () => {
  expect(read({ PORT: " ", DATABASE_URL: "" })).toMatchObject({ port: 3000, databaseUrl: null });
});

test.each([
  ["PORT", "http", "80.5", "-1", "65536", "3000x"],
  ["ROSTER_WORKERS", "0", "65", "all"],
  ["ROSTER_PASSWORD_MIN_LENGTH", "7", "129"],
  ["ROSTER_DORMANT_AFTER_DAYS", "0", "ninety"],
  ["ROSTER_SESSION_IDLE_HOURS", "0", "1h"],
  ["ROSTER_TRUST_PROXY", "yes", "2"],
  ["ROSTER_SECRET", "too short"],
  ["DATABASE_URL", "mysql://localhost/roster", "localhost", "postgres://a b/c"],
  ["ROSTER_URL", "roster.example.com", "https://roster.example.com/console", "ftp://roster.example.com", "https://a@b"],
])("a bad %s ends with one line that names it", (name, ...values) => {
  for (const value of values) {
    expect(() => read({ [name]: value }), value).toThrow(ConfigError);
    expect(() => read({ [name]: value }), value).toThrow(new RegExp(`^${name} must [^\\n]+\\.$`));
  }
});

test("a bad database address does not end up in the message: it may hold a password", () => {
  let message = "";
  try {
    read({ DATABASE_URL: "mysql://root:hunter2@localhost/roster" });
  } catch (error) {
    message = String(error);
  }
  expect(message).toContain("DATABASE_URL");
  expect(message).not.toContain("hunter2");
});

test("the public address is kept without its slash", () => {
  expect(read({ ROSTER_URL: "https://roster.example.com/" }).url).toBe("https://roster.example.com");
});
