import { build, fail, install, requireNode, root, show } from "./tasks.mjs";

/** Runs the `roster` command of this clone, built first where it is not. */
try {
  requireNode();
  await install();
  await build();
  process.exit(show(process.execPath, [`${root}/dist/roster.mjs`, ...process.argv.slice(2)]));
} catch (error) {
  fail(error);
}
