import { connect } from "node:net";

/**
 * What a server answers to these bytes (a text is sent a byte a letter), until it hangs up or says nothing for two seconds.
 * What it says first may take ten times as long: a page that nobody asked for before does, where the machine is busy.
 */
export function sendBytes(address: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let answer = "";
    socket.setEncoding("latin1").setTimeout(20_000, () => socket.destroy());
    socket.on("data", (part) => {
      answer += part;
      socket.setTimeout(2000);
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(answer));
    socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
  });
}

/** The statuses of all answers in it. */
export const statusesIn = (answer: string): number[] =>
  [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
