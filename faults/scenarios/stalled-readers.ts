import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { type Installation, kill, memoryMb } from "../installation";
import { addPeople } from "../many-people";
import { pause, type Scenario } from "../scenario";

const readers = 40;
const people = 20_000;
const mostMb = 200;

export const stalledReaders: Scenario = {
  name: "clients that stop reading",
  about: `${readers} clients ask for a list of ${people.toLocaleString("en")} users, or for the audit log, and take nothing of it for eight seconds; PostgreSQL is killed, and they read on: what comes to its end is whole.`,
  own: async () => ({}),
  async run(it) {
    await addPeople(it.url, people);
    const before = Math.max(...it.workers().map(memoryMb));
    const all = Array.from({ length: readers }, (_, n) => reader(it, n % 2 ? "/users" : "/audit/export?format=csv"));
    await pause(8000);
    const after = Math.max(...it.workers().map(memoryMb));
    const from = performance.now();
    kill(it.postmaster(), "SIGKILL");
    const ends = await Promise.all(all.map(({ readOn }) => readOn()));
    const short = ends.filter(({ whole, rows }) => whole && rows < people);
    const cut = ends.filter(({ whole }) => !whole);
    return {
      from,
      wrong: [
        ...(after - before > mostMb ? [`A worker grew by ${Math.round(after - before)} MB.`] : []),
        ...short.map(({ rows }) => `A list came to its end after ${rows} rows.`),
        ...(cut.length === 0 ? ["None was cut off: PostgreSQL was killed too late to tell anything."] : []),
      ],
    };
  },
};

/** A client that asks, and takes nothing until it is told to. */
function reader(it: Installation, path: string): { readOn: () => Promise<{ whole: boolean; rows: number }> } {
  const { hostname, port } = new URL(it.address);
  const socket: Socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  socket.write(
    `GET /api/v2${path} HTTP/1.1\r\nhost: roster\r\nconnection: close\r\ncoder-session-token: ${it.doors.token}\r\n\r\n`,
  );
  socket.pause();
  return {
    readOn: async () => {
      let text = "";
      socket.setEncoding("latin1");
      socket.on("data", (part) => {
        text += part;
      });
      const over = once(socket, "close");
      socket.resume();
      await over;
      // Its last piece is an empty one: RFC 9112, 7.1. A line of CSV may end with a 0, too, but is none alone.
      const whole = text.startsWith("HTTP/1.1 200") && text.endsWith("\r\n0\r\n\r\n");
      return { whole, rows: text.split(/"username"|user\.created/).length - 1 };
    },
  };
}
