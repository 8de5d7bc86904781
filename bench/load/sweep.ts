import { closeDatabase, connectDatabase } from "../../db/client";
import { markDormant } from "../../lib/users/mark-dormant";

/**
 * The sweep in a process of its own, as in the product, where the first process does it and others answer requests. Takes the
 * database's address; prints `{ marked, seconds }`.
 */

connectDatabase({ url: process.argv[2] ?? "", poolSize: 2, patient: true });
const start = performance.now();
const marked = await markDormant();
console.log(JSON.stringify({ marked, seconds: (performance.now() - start) / 1000 }));
await closeDatabase();
