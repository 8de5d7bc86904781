import { rmSync } from "node:fs";
import { join } from "node:path";
import { bin, root, run } from "./tasks.mjs";

/** Builds the pages into .next/, the server and the command into dist/. */

const { build } = await import("esbuild");

// Some packages are CommonJS and call require().
const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

rmSync(join(root, "dist"), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: { server: "server.ts", roster: "cli/main.ts" },
  outdir: "dist",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  packages: "external",
  splitting: true, // A command loads only what it needs.
  banner: { js: banner },
  logLevel: "warning",
});
try {
  await run(process.execPath, [bin("next/dist/bin/next"), "build"], "next build failed");
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
