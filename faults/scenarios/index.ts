import type { Scenario } from "../scenario";
import { applicationKilled } from "./application-killed";
import { backendsStopped } from "./backends-stopped";
import { clockJumps } from "./clock-jumps";
import { instanceKilled } from "./instance-killed";
import { locksHeld } from "./locks-held";
import { outOfConnections } from "./out-of-connections";
import { outOfDisk } from "./out-of-disk";
import { postgresHangs } from "./postgres-hangs";
import { postgresKilled } from "./postgres-killed";
import { postgresRestarted } from "./postgres-restarted";
import { slowSenders } from "./slow-senders";
import { stalledReaders } from "./stalled-readers";
import { primaryKilled, primaryVanishes, standbyCutOff } from "./standby-promoted";
import { workerHangs } from "./worker-hangs";
import { workerKilled } from "./worker-killed";

/** All ways to break it, in the order in which they are tried. */
export const scenarios: Scenario[] = [
  ...[workerKilled, workerHangs, applicationKilled],
  ...[postgresKilled, postgresRestarted, postgresHangs, backendsStopped, locksHeld, outOfConnections, outOfDisk],
  ...[instanceKilled, primaryKilled, primaryVanishes, standbyCutOff],
  ...[stalledReaders, slowSenders, clockJumps],
];
