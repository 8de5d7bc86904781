import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { Failure } from "../terminal/say";

/** What `roster login` keeps between calls. */
export type Kept = {
  url: string;
  token: string;
  /** The token was handed in, and is not ours to end. */
  handedIn: boolean;
};

/**
 * In `ROSTER_CONFIG_DIR`, else where programs of this system keep such things.
 *
 * @see https://specifications.freedesktop.org/basedir-spec
 */
function folder(): string {
  const { ROSTER_CONFIG_DIR: own, APPDATA: windows, XDG_CONFIG_HOME: linux } = process.env;
  if (own) return own;
  if (process.platform === "win32" && windows) return join(windows, "roster");
  return join(linux?.startsWith("/") ? linux : join(homedir(), ".config"), "roster");
}

const file = () => join(folder(), "session.json");

export function readKept(): Kept | null {
  let text: string;
  try {
    text = readFileSync(file(), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw unusable(error);
  }
  try {
    const { url, token, handedIn } = JSON.parse(text);
    if (typeof url === "string" && typeof token === "string") return { url, token, handedIn: handedIn === true };
  } catch {
    // Told below.
  }
  throw new Failure(`${file()} cannot be read as what roster login keeps. Remove it, and sign in again.`);
}

/** For this user's eyes only; whole or not at all. */
export function keep(kept: Kept): void {
  const beside = `${file()}.${process.pid}`;
  try {
    mkdirSync(folder(), { recursive: true, mode: 0o700 });
    writeFileSync(beside, `${JSON.stringify(kept)}\n`, { mode: 0o600, flag: "wx" });
    renameSync(beside, file());
  } catch (error) {
    throw unusable(error);
  }
}

export function forget(): void {
  try {
    rmSync(file(), { force: true });
  } catch (error) {
    throw unusable(error);
  }
}

const unusable = (error: unknown) =>
  new Failure(`${file()} cannot be used: ${(error as Error).message}. ROSTER_CONFIG_DIR names another folder.`);
