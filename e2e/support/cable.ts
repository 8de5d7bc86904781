import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A cable between the server and its database that a test can pull and put back. */
export type Cable = { url: string; pull: () => void; putBack: () => Promise<void> };

/** Leads to the PostgreSQL at `url`. Pulled, connections break and new ones are refused. */
export async function cableTo(url: string): Promise<Cable> {
  const behind = new URL(url);
  const open = new Set<Socket>();
  const proxy = createServer((near) => {
    const far = connect(Number(behind.port), behind.hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("close", () => open.delete(socket));
      socket.on("error", () => {});
    }
    near.pipe(far).pipe(near);
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
  });
  const listen = (port: number) => new Promise<void>((resolve) => proxy.listen(port, "127.0.0.1", resolve));
  await listen(0);
  const { port } = proxy.address() as AddressInfo;

  const pull = () => {
    proxy.close();
    for (const socket of open) socket.destroy();
  };
  const before = new URL(url);
  before.port = String(port);
  return { url: before.href, pull, putBack: () => listen(port) };
}
