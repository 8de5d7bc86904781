import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import next from "next";

/** The page framework's limit: a page of one line, served as ours are. */

const app = next({ dev: false, dir: fileURLToPath(new URL(".", import.meta.url)) });
await app.prepare();
const handle = app.getRequestHandler();
const server = createServer((request, response) => handle(request, response));
server.listen(0, "127.0.0.1", () => console.log(`Roster is ready: http://127.0.0.1:${server.address().port}`));
process.on("SIGINT", () => process.exit(0));
