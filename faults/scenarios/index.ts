import type { Scenario } from "../scenario";
import { applicationKilled } from "./application-killed";
import { postgresKilled } from "./postgres-killed";
import { workerKilled } from "./worker-killed";

/** All ways to break it, in the order in which they are tried. */
export const scenarios: Scenario[] = [workerKilled, applicationKilled, postgresKilled];
