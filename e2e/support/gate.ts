import { connect, createServer, type Socket } from "node:net";

/** A way to a database that can be shut and opened, as networks do. */
export type Gate = {
  /** The database's address through the gate. */
  url: string;
  /** Cuts every connection, and lets no new one in. */
  shut(): void;
  open(): void;
  end(): void;
};

export async function gateTo(databaseUrl: string): Promise<Gate> {
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let isOpen = true;
  const server = createServer((from) => {
    if (!isOpen) return from.destroy();
    const to = connect(Number(port), hostname);
    for (const socket of [from, to]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        from.destroy();
        to.destroy();
      });
    }
    from.pipe(to).pipe(from);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The gate has no port.");

  const url = new URL(databaseUrl);
  url.port = String(address.port);
  const shut = () => {
    isOpen = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    shut,
    open: () => {
      isOpen = true;
    },
    end: () => {
      shut();
      server.close();
    },
  };
}
