import { once } from "node:events";
import { Agent, createServer, request } from "node:http";

/** As many requests as one run of a tool may make. */
const most = 30_000;

/**
 * Stands between the tools and the console, on 127.0.0.1: counts, ends a run that asks too much, notes every answer of 500 and
 * above, and says who is calling, as a proxy does.
 */
export async function startRelay() {
  let port = 0;
  let runs = 0;
  let run = newRun();
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });

  const server = createServer((asked, answer) => {
    run.tried++;
    if (run.tried > most) return asked.destroy();
    const { method, url } = asked;
    const place = `${method} ${url?.split("?")[0]}`;
    const headers = { ...asked.headers, "x-forwarded-for": run.from() };
    const onward = request({ host: "127.0.0.1", port, method, path: url, headers, agent }, (got) => {
      const { statusCode = 0 } = got;
      run.count[statusCode] = (run.count[statusCode] ?? 0) + 1;
      if (statusCode >= 500) run.broken.push(`${place}: ${statusCode}`);
      const { statuses = {}, closes } = run.manner;
      answer.writeHead(statuses[statusCode] ?? statusCode, { ...got.headers, ...(closes && { connection: "close" }) });
      got.pipe(answer);
    });
    onward.on("error", (error) => {
      if (!answer.destroyed && !asked.aborted) run.broken.push(`${place}: ${error.code ?? error.message}`);
      answer.destroy();
    });
    asked.on("error", () => onward.destroy());
    answer.on("close", () => answer.writableFinished || onward.destroy());
    asked.pipe(onward);
  });

  function nextAddress() {
    return `203.0.113.${1 + (runs++ % 250)}`;
  }

  function newRun() {
    const own = nextAddress();
    return { tried: 0, count: {}, broken: [], manner: {}, from: () => own };
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    to: (toPort) => {
      port = toPort;
    },
    /** Starts counting anew, from another address. */
    begin: () => {
      run = newRun();
    },
    end: () => ({ tried: run.tried, broken: run.broken }),
    /** How many answers there were of each status since `begin`. */
    count: () => run.count,
    /** From now on this run’s requests come from another address. */
    fromElsewhere: () => {
      const other = nextAddress();
      run.from = () => other;
    },
    /** From now on each request of this run comes from an address of its own. */
    fromEverywhere: () => {
      let n = 0;
      run.from = () => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n++ & 255}`;
    },
    /** Answers this run in another manner: some statuses as others, or each on a connection of its own. */
    answerWith: (manner) => {
      run.manner = manner;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}
