import { execFileSync } from "node:child_process";
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createBrotliDecompress } from "node:zlib";
import { chromium } from "@playwright/test";
import { extract } from "tar-fs";

/** How to start the browser: Playwright's launch options, as far as it has to be told. */
export type Browser = { executablePath?: string; env?: Record<string, string>; args: string[] };

/**
 * A real Chromium, wherever there is one: of CHROMIUM_PATH, Playwright's own, the one in a package on Linux x64, the
 * system's, or a download by Playwright.
 *
 * @throws one clear line where none can be had: the browser tests are never skipped
 */
export async function findChromium(): Promise<Browser> {
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH: there is no ${named}.`);
  if (named) return { executablePath: named, args };
  if (existsSync(chromium.executablePath())) return { args };
  if (process.platform === "linux" && process.arch === "x64") return { ...(await unpacked()), args };

  const system = inPath(["chromium", "google-chrome", "chrome", "chromium-browser"]);
  if (system) return { executablePath: system, args };
  try {
    execFileSync(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], {
      stdio: "inherit",
    });
    return { args };
  } catch {
    throw new Error("There is no Chromium for the browser tests. Install one and set CHROMIUM_PATH to it.");
  }
}

/** The one inside @sparticuz/chromium, unpacked once beside the packages, with the libraries and fonts it needs. */
async function unpacked(): Promise<Pick<Browser, "executablePath" | "env">> {
  const home = locate(dirname(fileURLToPath(import.meta.resolve("@sparticuz/chromium"))));
  const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string };
  const cache = join("node_modules", ".cache", `roster-chromium-${version}`);
  if (!existsSync(cache)) {
    const making = `${cache}.${process.pid}`;
    rmSync(making, { recursive: true, force: true });
    mkdirSync(making, { recursive: true });
    for (const pack of ["al2023", "fonts", "swiftshader"]) {
      const packed = join(home, "bin", `${pack}.tar.br`);
      await pipeline(createReadStream(packed), createBrotliDecompress(), extract(join(making, pack)));
    }
    await pipeline(
      createReadStream(join(home, "bin", "chromium.br")),
      createBrotliDecompress(),
      createWriteStream(join(making, "chromium")),
    );
    chmodSync(join(making, "chromium"), 0o755);
    writeFileSync(join(making, "fonts.conf"), fontConfig(join(process.cwd(), cache)));
    renameSync(making, cache);
  }
  const root = join(process.cwd(), cache);
  return {
    executablePath: join(root, "chromium"),
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: [join(root, "al2023", "lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":"),
      FONTCONFIG_FILE: join(root, "fonts.conf"),
      HOME: homedir(),
    },
  };
}

/** The package's own configuration looks in folders of another place; a browser that finds no font at all crashes. */
const fontConfig = (root: string) =>
  `<?xml version="1.0"?><fontconfig><dir>${root}/fonts</dir><cachedir>${root}/fonts-cache</cachedir></fontconfig>`;

const locate = (inside: string): string =>
  existsSync(join(inside, "bin", "chromium.br")) ? inside : locate(dirname(inside));

function inPath(names: string[]): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path)) ?? null;
}
