import { connect, type Socket } from "node:net";
import { pause, type Scenario } from "../scenario";

const senders = 400;
const longestSeconds = 30;

export const slowSenders: Scenario = {
  name: "clients that send slowly",
  about: `${senders} clients send the head of a request letter by letter, and never come to its end.`,
  async run(it) {
    const { hostname, port } = new URL(it.address);
    const from = performance.now();
    let open = 0;
    const sockets: Socket[] = Array.from({ length: senders }, () => {
      const socket = connect(Number(port), hostname, () => {
        open++;
        socket.write("GET /api/v2/users HTTP/1.1\r\nhost: roster\r\nx-slow: ");
      });
      socket.on("error", () => {});
      socket.on("close", () => open--);
      return socket;
    });
    await pause(500);
    const began = open;
    for (let seconds = 0; seconds < longestSeconds && open > 0; seconds++) {
      for (const socket of sockets) if (socket.writable) socket.write("a");
      await pause(1000);
    }
    const left = open;
    for (const socket of sockets) socket.destroy();
    return {
      from,
      wrong: [
        ...(began < senders / 2 ? [`Only ${began} got a connection.`] : []),
        ...(left > 0 ? [`${left} still held a connection after ${longestSeconds} seconds.`] : []),
      ],
    };
  },
};
