import { encode } from "next-auth/jwt";
import { readKey } from "../../lib/sessions/key";
import type { Subject } from "../ledger";
import { type Answer, ask } from "./ask";

/** What lets the clients in, and who signs in. */
export type Doors = {
  /** An owner's. */
  token: string;
  cookie: string;
  people: Subject[];
};

export const password = "eleven kites over the harbour";

const owner = { username: "oda", email: "oda@example.com", password };

/** Makes the first owner of a fresh installation, and people who can sign in. `secret` is the server's. */
export async function prepareDoors(address: string, secret: string, people = 30): Promise<Doors> {
  const api = (path: string) => `${address}/api/v2${path}`;
  const made = (answer: Answer) => {
    if (answer.status !== 201) throw new Error(`The load could not be prepared: ${answer.status} ${answer.text}`);
    return JSON.parse(answer.text);
  };
  made(await ask(api("/users/first"), { method: "POST", body: owner }));
  const signIn = async () => {
    const body = { email: owner.email, password };
    return made(await ask(api("/users/login"), { method: "POST", body })).session_token as string;
  };
  const [token, forBrowser] = [await signIn(), readKey(await signIn())];
  const cookie = `roster-session=${await encode({ token: { key: forBrowser }, secret })}`;

  const subjects: Subject[] = [];
  for (let n = 0; n < people; n++) {
    const name = `person-${n}`;
    const body = { username: name, email: `${name}@example.com`, password };
    const { id } = made(await ask(api("/users"), { method: "POST", token, body }));
    subjects.push({ kind: "person", id, name, state: {}, attempts: [], retired: false });
  }
  return { token, cookie, people: subjects };
}
