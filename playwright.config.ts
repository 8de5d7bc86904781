import { randomBytes, randomInt } from "node:crypto";
import { defineConfig } from "@playwright/test";
import { findChromium } from "./e2e/support/chromium";

// Chosen once, below the ports that systems give to outgoing connections; the workers inherit the environment.
process.env.ROSTER_E2E_PORT ??= String(randomInt(20_000, 32_000));
process.env.ROSTER_E2E_SECRET ??= randomBytes(32).toString("base64url");

const browser = await findChromium();

export default defineConfig({
  testDir: "e2e",
  globalSetup: "e2e/support/global-setup.ts",
  reporter: [["list"], ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? "test-results/report.json" }]],
  // The first one lives through an empty database; the others find it filled.
  projects: [
    { name: "first", testMatch: "*.journey.spec.ts" },
    {
      name: "all",
      testMatch: "*.spec.ts",
      testIgnore: ["*.journey.spec.ts", "process/**", "cli/**"],
      dependencies: ["first"],
    },
    { name: "cli", testMatch: "cli/*.spec.ts", dependencies: ["first"] },
    { name: "process", testMatch: "process/*.spec.ts" },
  ],
  fullyParallel: true,
  // Two leave a third of two cores idle: a test waits for the server, and for programs that start.
  workers: 3,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: `http://127.0.0.1:${process.env.ROSTER_E2E_PORT}`,
    viewport: { width: 1440, height: 900 },
    launchOptions: browser,
    // A trace takes a picture of the whole page at every step and makes a test take twice as long: `--trace on` asks for it.
    trace: "off",
    screenshot: "only-on-failure",
    permissions: ["clipboard-read", "clipboard-write"],
  },
});
