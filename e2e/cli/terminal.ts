import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { spawn as spawnOnTerminal } from "@lydell/node-pty";
import { expect } from "@playwright/test";
import type { Role } from "@/lib/permissions";
import { createToken } from "@/lib/sessions/create-token";
import type { User } from "@/lib/users/user";
import { signedIn } from "@/test/people";
import { temporaryFolder } from "@/test/temporary-folder";
import { test as journeys } from "../fixtures";
import { test as processes } from "../process/test";

/** What the tests of `roster` share: the built command, called in a pipe or on a pseudo-terminal, as somebody or as nobody. */

export const program = resolve("bin/roster.mjs");

type Environment = Record<string, string>;

export type Called = { code: number | null; out: string; err: string };

export type Terminal = {
  /** Waits until this stands on it, after what was waited for before. */
  shows: (text: string | RegExp) => Promise<void>;
  type: (keys: string) => void;
  /** All that was written, without what steers the terminal. */
  text: () => string;
  raw: () => string;
  ended: Promise<number>;
};

export type Caller = {
  user: User | null;
  token: string;
  roster: (args: string[], more?: { input?: string; env?: Environment }) => Promise<Called>;
  terminal: (args: string[], more?: { columns?: number; env?: Environment }) => Terminal;
};

export function callerWith(environment: Environment, user: User | null = null, token = ""): Caller {
  // Nothing of whoever runs the tests, but what programs need to run at all.
  const { PATH = "", LD_LIBRARY_PATH = "", HOME = "" } = process.env;
  const base: Environment = { PATH, LD_LIBRARY_PATH, HOME, ...environment };
  return {
    user,
    token,
    roster: (args, { input = "", env = {} } = {}) => call(args, input, { ...base, ...env }),
    terminal: (args, { columns = 100, env = {} } = {}) =>
      openTerminal(args, columns, { ...base, TERM: "xterm", ...env }),
  };
}

function call(args: string[], input: string, env: Environment): Promise<Called> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [program, ...args], { env: env as NodeJS.ProcessEnv });
    const said = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (part) => {
      said.out += part;
    });
    child.stderr.setEncoding("utf8").on("data", (part) => {
      said.err += part;
    });
    child.on("error", failed);
    child.on("close", (code) => done({ code, ...said }));
    child.stdin.on("error", () => {}).end(input);
  });
}

function openTerminal(args: string[], columns: number, env: Environment): Terminal {
  const child = spawnOnTerminal(process.execPath, [program, ...args], { cols: columns, rows: 40, env });
  let raw = "";
  let seen = 0;
  child.onData((part) => {
    raw += part;
  });
  const text = () => stripVTControlCharacters(raw).replaceAll("\r\n", "\n");
  return {
    raw: () => raw,
    text,
    type: (keys) => child.write(keys),
    shows: async (wanted) => {
      const found = () => {
        const rest = text().slice(seen);
        const at = typeof wanted === "string" ? rest.indexOf(wanted) : rest.search(wanted);
        if (at >= 0) seen += at + 1;
        return at >= 0 ? "shown" : text();
      };
      await expect.poll(found, { message: `the terminal shows ${wanted}` }).toBe("shown");
    },
    ended: new Promise((done) => child.onExit(({ exitCode }) => done(exitCode))),
  };
}

type Fixtures = {
  /** Of the server. */
  address: string;
  /** A folder for what `roster login` keeps. */
  configDir: string;
  /** Somebody with these roles, who is signed in by the environment. */
  signedIn: (...roles: Role[]) => Promise<Caller>;
  /** Whoever is not. */
  nobody: Caller;
};

export const test = journeys.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  configDir: async ({}, use) => {
    const folder = await temporaryFolder();
    await use(join(folder, "roster"));
    await rm(folder, { recursive: true, force: true });
  },
  nobody: async ({ configDir }, use) => {
    await use(callerWith({ ROSTER_CONFIG_DIR: configDir }));
  },
  address: async ({ baseURL }, use) => {
    await use(baseURL ?? "");
  },
  signedIn: async ({ aUser, configDir, address }, use) => {
    await use(async (...roles) => {
      const user = await aUser({ roles });
      const token = await tokenOf(user);
      const signedIn = { ROSTER_CONFIG_DIR: configDir, ROSTER_URL: address, ROSTER_TOKEN: token };
      return callerWith(signedIn, user, token);
    });
  },
});

/** The same on a database of its own. */
export const hostTest = processes;

export { expect };

export async function tokenOf(user: User): Promise<string> {
  const made = await createToken(await signedIn(user), { userId: user.id });
  if (!made.ok) throw new Error(made.problem.message);
  return made.value.token;
}

export const enter = "\r";
export const ctrlC = "\u0003";
