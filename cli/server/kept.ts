import { randomUUID } from "node:crypto";
import { accessSync, chmodSync, constants, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { makeFolder } from "@/db/embedded/folder";
import { Failure, say } from "../terminal/say";
import { addressOf, asToken } from "./address";

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

/** Null: nothing is kept. */
export function readKept(): Kept | null {
  let text: string;
  try {
    text = readFileSync(file(), "utf8");
    closeToOthers();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw unusable(error);
  }
  try {
    const { url, token, handedIn } = JSON.parse(text);
    if (typeof token === "string") return { url: addressOf(url), token: asToken(token), handedIn: handedIn === true };
  } catch {
    // Told below.
  }
  throw new Failure(`${file()} cannot be read as what roster login keeps. Forget it with: roster logout`);
}

function closeToOthers(): void {
  if (process.platform === "win32" || (statSync(file()).mode & 0o077) === 0) return;
  chmodSync(file(), 0o600);
  say(`${file()} could be read by others. Now it cannot; if somebody may have, sign out and in again.`);
}

/** Makes sure that something can be kept, before anybody is asked for anything. */
export async function prepareToKeep(): Promise<void> {
  try {
    await makeFolder(folder(), 0o700);
    if (!statSync(folder()).isDirectory()) throw new Error(`${folder()} is no folder`);
    accessSync(folder(), constants.W_OK);
  } catch (error) {
    throw unusable(error);
  }
}

/** For this user's eyes only; whole or not at all. */
export function keep(kept: Kept): void {
  const beside = `${file()}.${randomUUID()}`;
  try {
    writeFileSync(beside, `${JSON.stringify(kept)}\n`, { mode: 0o600, flag: "wx" });
    renameSync(beside, file());
  } catch (error) {
    rmSync(beside, { force: true });
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
