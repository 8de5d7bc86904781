import cluster from "node:cluster";

/** Another yardstick in so many processes that share an address, as the workers of a server do. Takes its file and their number. */

const [, , file, workers] = process.argv;
cluster.setupPrimary({ exec: file, args: [], execArgv: file.endsWith(".ts") ? ["--import", "tsx"] : [] });
for (let n = 0; n < Number(workers); n++) cluster.fork();
process.on("SIGINT", () => {
  for (const worker of Object.values(cluster.workers)) worker.kill("SIGINT");
  cluster.disconnect(() => process.exit(0));
});
