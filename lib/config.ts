import { isAbsolute, resolve } from "node:path";
import { readAddress } from "@/db/pool/address";

/**
 * Every setting there is, from the environment. Checked at the start of each process; a bad one ends it with one line
 * that names the setting.
 */

/** A setting that cannot be used. The message is one line for whoever starts the server. */
export class ConfigError extends Error {}

type Environment = Record<string, string | undefined>;

type Setting<T> = {
  /** What a person reads in the settings table. */
  means: string;
  /** How the default is called there. */
  otherwise: string;
  /** The value out of the text, `null` where it is unset. Throws a plain Error whose message completes "NAME …". */
  read: (text: string | null) => T;
};

const logLevels = ["silent", "error", "warn", "info", "debug"] as const;

export const settings = {
  HOST: setting("Address to listen on.", "127.0.0.1", (text) => text ?? "127.0.0.1"),
  PORT: setting("Port to listen on; 0 takes a free one.", "3000", whole(3000, 0, 65_535)),
  DATABASE_URL: setting(
    "PostgreSQL 15 or later to use: postgres://user:password@host:port/database, several hosts parted by commas.",
    "the embedded one",
    databaseUrl,
  ),
  ROSTER_DATA_DIR: setting("Folder for the embedded database and the secret.", ".roster", (text) => text ?? ".roster"),
  ROSTER_URL: setting("The public address, such as https://roster.example.com.", "http://HOST:PORT", publicUrl),
  ROSTER_TRUST_PROXY: setting(
    "1: the server stands behind one proxy of yours, whose forwarded headers tell the caller's address. Otherwise they are ignored.",
    "off",
    flag,
  ),
  ROSTER_SECRET: setting(
    "Seals the browser's cookie; at least 32 characters, the same for all instances.",
    "made once and kept in the data folder",
    (text) => {
      if (text !== null && text.length < 32) throw new Error("must have at least 32 characters");
      return text;
    },
  ),
  ROSTER_SECRET_BEFORE: setting(
    "Earlier values of ROSTER_SECRET, parted by commas: what the audit log sealed under them can be checked with them.",
    "none",
    (text) => text,
  ),
  ROSTER_WORKERS: setting("Processes that answer requests.", "one a core", whole(null, 1, 64)),
  ROSTER_LOG_LEVEL: setting(
    "What is logged: silent, error, warn, info (a line a request) or debug.",
    "info; warn on a terminal",
    (text) => {
      const level = logLevels.find((known) => known === text);
      if (text !== null && !level) throw new Error(`must be one of ${logLevels.join(", ")}`);
      return level ?? null;
    },
  ),
  ROSTER_SETUP_CODE: setting("Asked of whoever creates the first owner.", "not asked", (text) => text),
  ROSTER_DORMANT_AFTER_DAYS: setting("Days unseen after which a user becomes dormant.", "90", whole(90, 1, 36_500)),
  ROSTER_PASSWORD_MIN_LENGTH: setting(
    "Characters that a password has at least; never under 8.",
    "15",
    whole(15, 8, 128),
  ),
  ROSTER_TOKEN_MAX_DAYS: setting("Days that an API token lives at most.", "365", whole(365, 1, 36_500)),
  ROSTER_SEATS: setting("Seats of the licence; active users take one each.", "no limit", whole(null, 0, 100_000_000)),
  ROSTER_SEATS_ENFORCE: setting(
    "1: nobody becomes active beyond ROSTER_SEATS, but for owners. Otherwise the console only warns.",
    "off",
    flag,
  ),
  ROSTER_SESSION_IDLE_HOURS: setting("Hours after which an unused session ends.", "24", whole(24, 1, 720)),
} as const;

export type Config = ReturnType<typeof readConfig>;

/**
 * The settings as the product uses them.
 *
 * @throws ConfigError one line that names the setting
 */
export function readConfig(environment: Environment, { cwd }: { cwd: string }) {
  const get = <K extends keyof typeof settings>(name: K): ReturnType<(typeof settings)[K]["read"]> => {
    const text = environment[name]?.trim() || null;
    try {
      return settings[name].read(text) as ReturnType<(typeof settings)[K]["read"]>;
    } catch (error) {
      throw new ConfigError(`${name} ${(error as Error).message}.`);
    }
  };
  const dataDir = get("ROSTER_DATA_DIR");
  return {
    host: get("HOST"),
    port: get("PORT") ?? 3000,
    databaseUrl: get("DATABASE_URL"),
    dataDir: isAbsolute(dataDir) ? dataDir : resolve(cwd, dataDir),
    url: get("ROSTER_URL"),
    trustProxy: get("ROSTER_TRUST_PROXY"),
    /** Never null in a process that `server.ts` started: it hands on the one that it made. */
    secret: get("ROSTER_SECRET") ?? undefined,
    secretsBefore: (get("ROSTER_SECRET_BEFORE") ?? "").split(",").filter((secret) => secret !== ""),
    /** Null: one a core. */
    workers: get("ROSTER_WORKERS"),
    /** Null: as much as suits where it goes. */
    logLevel: get("ROSTER_LOG_LEVEL"),
    setupCode: get("ROSTER_SETUP_CODE"),
    dormantAfterDays: get("ROSTER_DORMANT_AFTER_DAYS") ?? 90,
    passwordMinLength: get("ROSTER_PASSWORD_MIN_LENGTH") ?? 15,
    tokenMaxDays: get("ROSTER_TOKEN_MAX_DAYS") ?? 365,
    /** Null: no limit. */
    seats: get("ROSTER_SEATS"),
    enforceSeats: get("ROSTER_SEATS_ENFORCE"),
    sessionIdleHours: get("ROSTER_SESSION_IDLE_HOURS") ?? 24,
  };
}

const key = Symbol.for("roster.config");
const held = globalThis as { [key]?: Config };

/** The process's settings, read once. On globalThis, because the server's bundle and the pages' each hold this module. */
export function config(): Config {
  held[key] ??= readConfig(process.env, { cwd: process.cwd() });
  return held[key];
}

function setting<T>(means: string, otherwise: string, read: Setting<T>["read"]): Setting<T> {
  return { means, otherwise, read };
}

function whole(otherwise: number | null, min: number, max: number) {
  return (text: string | null): number | null => {
    if (text === null) return otherwise;
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= min && number <= max)) throw new Error(`must be a whole number from ${min} to ${max}`);
    return number;
  };
}

function flag(text: string | null): boolean {
  if (text === null || text === "0") return false;
  if (text === "1") return true;
  throw new Error("must be 1 or 0");
}

function databaseUrl(text: string | null): string | null {
  if (text !== null) readAddress(text);
  return text;
}

function publicUrl(text: string | null): string | null {
  if (text === null) return null;
  if (!URL.canParse(text) || !/^https?:\/\/[^/?#@]+\/?$/.test(text)) {
    throw new Error("must be an address without a path, such as https://roster.example.com");
  }
  return new URL(text).origin;
}
