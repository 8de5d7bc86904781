import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { bin, root, run } from "./tasks.mjs";

/** Builds the pages into .next/, the server and the command into dist/. */

const { build } = await import("esbuild");

// Some packages are CommonJS and call require().
const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

const shared = {
  absWorkingDir: root,
  outdir: "dist",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  splitting: true, // A command loads only what it needs.
  banner: { js: banner },
  logLevel: "warning",
};

// The command starts at each call: what it needs for that is in the bundle, since one file is found faster than twenty.
const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const inCommand = ["commander", "@clack/prompts", "@streamparser/json", "string-width"];
const beside = Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => !inCommand.includes(name));

rmSync(join(root, "dist"), { recursive: true, force: true });
await Promise.all([
  build({ ...shared, entryPoints: { server: "server.ts" }, packages: "external" }),
  build({ ...shared, entryPoints: { roster: "cli/main.ts" }, external: beside, minify: true }),
]);
try {
  await run(process.execPath, [bin("next/dist/bin/next"), "build"], "next build failed");
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
