import cluster from "node:cluster";
import { fail } from "./server/fail";
import { runPrimary } from "./server/primary";
import { runWorker } from "./server/worker";

/**
 * The process. The first one brings the database up and looks after the workers; each worker answers requests.
 *
 * @param arguments `--demo` fills an empty database with people, `--dev` serves pages from their sources in one process
 */
if (cluster.isPrimary) {
  runPrimary({ demo: process.argv.includes("--demo"), dev: process.argv.includes("--dev") }).catch(fail);
} else {
  runWorker();
}
