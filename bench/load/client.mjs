import { connect } from "node:net";
import { text } from "node:stream/consumers";

/**
 * Asks one address over and over on so many connections, each once the answer before is there, and tells how often and how quickly.
 * A process of its own, on bare sockets, so that it takes as little as can be from the server on the same machine.
 *
 * Reads `{ url, headers, connections, seconds, sent, status }` from its input; prints `{ perSecond, p50, p95, p99, bad }`, times in
 * milliseconds. Of `sent`, `{ headers, body }` each, it sends one after the other.
 */

const { url, headers, connections, seconds, sent = [{}], status } = JSON.parse(await text(process.stdin));
const { hostname, port, host, pathname, search } = new URL(url);
const requests = sent.map(written);

const end = Buffer.from("0\r\n\r\n");
const times = [];
let asks = 0;
let bad = 0;
let over = false;
const start = performance.now();
setTimeout(() => {
  over = true;
}, seconds * 1000);

await Promise.all(Array.from({ length: connections }, goOn));
const spent = (performance.now() - start) / 1000;
times.sort((a, b) => a - b);
const at = (share) => times[Math.floor(times.length * share)] ?? null;
console.log(JSON.stringify({ perSecond: times.length / spent, p50: at(0.5), p95: at(0.95), p99: at(0.99), bad }));

function goOn() {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port, noDelay: true });
    let parts = [];
    let asked = 0;
    const ask = () => {
      asked = performance.now();
      parts = [];
      socket.write(requests[asks++ % requests.length]);
    };
    socket.on("connect", ask);
    socket.on("data", (part) => {
      parts.push(part);
      const answer = parts.length === 1 ? part : Buffer.concat(parts);
      if (!isWhole(answer)) return;
      times.push(performance.now() - asked);
      if (answer.toString("latin1", 9, 12) !== String(status)) bad++;
      if (over) socket.end(() => resolve());
      else ask();
    });
    socket.on("error", reject);
    socket.on("close", () => (over ? resolve() : reject(new Error("The server closed the connection."))));
  });
}

/** A request as it goes over the wire. */
function written({ headers: own, body }) {
  const sends = body !== undefined && { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  return [
    `${sends ? "POST" : "GET"} ${pathname}${search} HTTP/1.1`,
    `host: ${host}`,
    ...Object.entries({ ...headers, ...own, ...sends }).map(([name, value]) => `${name}: ${value}`),
    "",
    body ?? "",
  ].join("\r\n");
}

/** By its length, or by the chunk that ends it. */
function isWhole(answer) {
  const head = answer.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.toString("latin1", 0, head));
  if (length) return answer.length >= head + 4 + Number(length[1]);
  return answer.subarray(-5).equals(end);
}
