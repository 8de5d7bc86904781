import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { chromium } from "@playwright/test";
import lighthouse, { desktopConfig, type Result } from "lighthouse";
import { freePort, startEmbedded } from "../../db/embedded";
import { findChromium } from "../../e2e/support/chromium";
import { startServer } from "../../e2e/support/server";
import { build } from "../../scripts/tasks.mjs";
import { temporaryFolder } from "../../test/temporary-folder";

/**
 * What Lighthouse says of the console's pages, signed in as the demo's owner, as on a phone and as on a desktop: its four
 * marks out of 100, and how much JavaScript came, compressed, in kB of 1,000 bytes. Ends with 1 where a mark is below 95.
 */

process.chdir(new URL("../..", import.meta.url).pathname);
await build();
const pages = ["/users", "/users/mira", "/users/new", "/groups", "/groups/Platform", "/overview", "/audit", "/account"];
const categories = ["performance", "accessibility", "best-practices", "seo"];
const leastMark = 95;

const dataDir = await temporaryFolder();
const embedded = await startEmbedded({ dataDir, durable: false });
const server = await startServer(
  {
    DATABASE_URL: embedded.url,
    PORT: String(await freePort()),
    ROSTER_SECRET: randomBytes(24).toString("hex"),
    ROSTER_WORKERS: "1",
  },
  ["--demo"],
);
const port = await freePort();
const { args, ...found } = await findChromium();
const browser = await chromium.launchPersistentContext(`${dataDir}/browser`, {
  ...found,
  args: [...args, `--remote-debugging-port=${port}`],
});

let low = 0;
try {
  await signIn();
  console.log(["page", "as on", ...categories, "JavaScript kB"].join(" | "));
  for (const path of pages) {
    for (const [device, config] of [["phone"], ["desktop", desktopConfig]] as const) {
      const options = { port, onlyCategories: categories, logLevel: "error" } as const;
      const run = await lighthouse(server.address + path, options, config);
      if (!run) throw new Error(`Lighthouse gave no answer for ${path}.`);
      const marks = categories.map((name) => Math.round((run.lhr.categories[name]?.score ?? 0) * 100));
      low += marks.filter((mark) => mark < leastMark).length;
      console.log([path, device, ...marks, (scriptBytes(run.lhr) / 1000).toFixed(1)].join(" | "));
      for (const told of belowFull(run.lhr)) console.log(`    ${told}`);
    }
  }
} finally {
  await browser.close();
  await server.stop();
  await embedded.stop();
  await rm(dataDir, { recursive: true, force: true });
}
process.exit(low > 0 ? 1 : 0);

async function signIn(): Promise<void> {
  const said = /Sign in as (\S+) with the password (.+)/.exec(server.said());
  if (!said?.[1] || !said[2]) throw new Error(`The demo told no password: ${server.said()}`);
  const page = await browser.newPage();
  await page.goto(`${server.address}/sign-in`);
  await page.getByLabel("Email", { exact: true }).fill(said[1]);
  await page.getByLabel("Password", { exact: true }).fill(said[2]);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Users" }).waitFor();
  await page.close();
}

function scriptBytes({ audits }: Result): number {
  const { details } = audits["network-requests"] ?? {};
  const requests = details && "items" in details ? details.items : [];
  return (requests as { resourceType?: string; transferSize?: number }[])
    .filter(({ resourceType }) => resourceType === "Script")
    .reduce((sum, { transferSize = 0 }) => sum + transferSize, 0);
}

/** The audits that cost marks outside of performance, whose figures are no faults. */
function belowFull({ categories: all, audits }: Result): string[] {
  return Object.values(all)
    .filter(({ id }) => id !== "performance")
    .flatMap(({ auditRefs }) => auditRefs)
    .map(({ id, weight }) => ({ audit: audits[id], weight }))
    .filter(({ audit, weight }) => weight > 0 && audit && audit.score !== null && audit.score < 1)
    .map(({ audit }) => `${audit?.id}: ${audit?.title}`);
}
