import { join } from "node:path";
import { build, fail, install, requireNode, root, TaskError } from "./tasks.mjs";

const help = `npm start               install what is missing, build what changed, start the console
npm start -- --demo     the same, and fill an empty database with 200 people
npm run dev             for developers: serve the pages from their sources
Settings come from the environment: docs/self-hosting.md has them all.`;

try {
  requireNode();
  const flags = process.argv.slice(2);
  const unknown = flags.find((flag) => !["--demo", "--dev", "--help"].includes(flag));
  if (unknown) throw new TaskError(`There is no option ${unknown}.\n\n${help}`);
  if (flags.includes("--help")) {
    console.log(help);
    process.exit(0);
  }
  process.chdir(root);
  await install();
  if (flags.includes("--dev")) {
    process.env.NODE_ENV = "development";
    const { register } = await import("tsx/esm/api");
    register();
    await import("../server.ts");
  } else {
    await build();
    process.env.NODE_ENV = "production";
    process.argv[1] = join(root, "dist", "server.mjs"); // What the server starts its workers with.
    await import("../dist/server.mjs");
  }
} catch (error) {
  fail(error);
}
