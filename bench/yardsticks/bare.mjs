import { createServer } from "node:http";
import postgres from "postgres";

/** The machine's limit: bare `node:http` that answers one read by primary key, through the same driver. */

const sql = postgres(process.env.DATABASE_URL, { max: 10, onnotice: () => {} });
const [{ id }] = await sql`select id from users limit 1`;

const server = createServer(async (_, response) => {
  const [user] = await sql`select id, username, email, name, status, created_at from users where id = ${id}`;
  const body = JSON.stringify(user);
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.end(body);
});
server.listen(0, "127.0.0.1", () => console.log(`Roster is ready: http://127.0.0.1:${server.address().port}`));
process.on("SIGINT", () => process.exit(0));
