import { connect, type Socket } from "node:net";
import { memoryMb } from "../installation";
import { addPeople } from "../many-people";
import { pause, type Scenario } from "../scenario";

const readers = 40;
const people = 20_000;
const mostMb = 200;

export const stalledReaders: Scenario = {
  name: "clients that stop reading",
  about: `${readers} clients ask for a list of ${people.toLocaleString("en")} users, or for the audit log, and take nothing of it for eight seconds.`,
  own: async () => ({}),
  async run(it) {
    await addPeople(it.url, people);
    const { hostname, port } = new URL(it.address);
    const before = Math.max(...it.workers().map(memoryMb));
    const sockets: Socket[] = [];
    const from = performance.now();
    for (let n = 0; n < readers; n++) {
      const socket = connect(Number(port), hostname);
      socket.on("error", () => {});
      const path = n % 2 ? "/api/v2/users" : "/api/v2/audit/export?format=csv";
      socket.write(`GET ${path} HTTP/1.1\r\nhost: roster\r\ncoder-session-token: ${it.doors.token}\r\n\r\n`);
      socket.pause();
      sockets.push(socket);
    }
    await pause(8000);
    const after = Math.max(...it.workers().map(memoryMb));
    for (const socket of sockets) socket.destroy();
    return { from, wrong: after - before > mostMb ? [`A worker grew by ${Math.round(after - before)} MB.`] : [] };
  },
};
