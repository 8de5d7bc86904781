import { randomBytes } from "node:crypto";
import { chance } from "../../bench/people/chance";
import { readKey } from "../../lib/sessions/key";
import { type Attempt, isAcknowledged, isUnknown, type Ledger, type Subject, whileUnderWay, wrongIn } from "../ledger";
import { type Act, changeGroup, changeUser, makeGroup, makeUser, tryInVain } from "./acts";
import { ask, patienceMs } from "./ask";
import { lookAround } from "./looks";
import { type Doors, password } from "./prepare";

/** Clients that change things and write down what they were answered, until they are stopped. */
export type Load = {
  ledger: Ledger;
  /** Lets each finish the request that it is at. */
  stop(): Promise<void>;
};

type How = {
  doors: Doors;
  ledger: Ledger;
  /** The servers' addresses: each client keeps to one, in turn. */
  addresses: string[];
  /** So many that change things; and so many that sign in. */
  writers?: number;
  signIns?: number;
  /** Pages and lists are looked at besides. */
  looks?: boolean;
};

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Puts the servers under load. */
export function startLoad({ doors, ledger, addresses, writers = 12, signIns = 3, looks = true }: How): Load {
  const run = randomBytes(3).toString("hex");
  let over = false;
  const isOver = () => over;
  const addressOf = (n: number) => addresses[n % addresses.length] ?? "";
  const clients = [
    ...Array.from({ length: writers }, (_, n) =>
      write({ doors, ledger, isOver, address: addressOf(n), name: `${run}${n}` }),
    ),
    ...Array.from({ length: signIns }, (_, n) =>
      signIn({ doors, ledger, isOver, address: addressOf(n), name: `${run}s${n}` }),
    ),
    ...(looks ? addresses.map((address) => lookAround({ doors, ledger, isOver, address })) : []),
  ];
  return {
    ledger,
    stop: async () => {
      over = true;
      await Promise.all(clients);
    },
  };
}

export type Client = {
  doors: Doors;
  ledger: Ledger;
  isOver: () => boolean;
  address: string;
  /** Part of all names that it gives. */
  name: string;
};

/** How many users each client has at a time. */
const held = 5;

async function write(client: Client): Promise<void> {
  const { doors, ledger, isOver, name } = client;
  const draw = chance(Number.parseInt(name.slice(0, 6), 16), name);
  let made = 0;
  const fresh = () => `${name}-${++made}`;
  const begin = (kind: Subject["kind"]): Subject => {
    const subject = { kind, id: null, name: fresh(), state: {}, attempts: [], retired: false };
    ledger.subjects.push(subject);
    return subject;
  };
  const nothing = begin("person"); // What is refused is about nobody.
  let users: Subject[] = [];
  let group = null as Subject | null;
  const next = (): Act => {
    const kind = draw();
    if (kind < 0.05) return tryInVain(nothing, draw);
    if (kind < 0.2) {
      if (group) return changeGroup(group, draw, doors.people, fresh());
      group = begin("group");
      return makeGroup(group);
    }
    const user = users[Math.floor(draw() * held)];
    if (user) return changeUser(user, draw, fresh());
    const subject = begin("user");
    users.push(subject);
    return makeUser(subject);
  };
  while (!isOver()) {
    const attempt = await tryOnce(client, next(), doors.token);
    users = users.filter((it) => !it.retired && it.state.deleted === undefined);
    if (group?.retired) group = null;
    await pause(isUnknown(attempt) ? 100 + draw() * 200 : draw() * 10);
  }
}

let number = 0;

async function tryOnce({ address, ledger, name }: Client, act: Act, token?: string, from?: string): Promise<Attempt> {
  const { does, subject, method, path, body, effect } = act;
  const id = `${name}.${++number}`;
  const sentAt = performance.now();
  const asked = { method, id, body, ...(token && { token }), ...(from && { from }) };
  const answer = await whileUnderWay(ledger, ask(`${address}/api/v2${path}`, asked));
  const { status } = answer;
  const hangs = answer.ms >= patienceMs ? "no answer within a minute" : null;
  const wrong = hangs ?? wrongIn(answer);
  const made = isAcknowledged(answer) ? madeIn(answer.text) : null;
  const attempt: Attempt = { id, subject, does, effect, sentAt, overAt: performance.now(), status, made, wrong };
  ledger.attempts.push(attempt);
  subject.attempts.push(attempt);
  if (isUnknown(attempt)) subject.retired = subject.kind !== "person";
  else if (isAcknowledged(attempt) && effect) {
    subject.state = effect(subject.state);
    subject.id ??= made;
  } else if (effect && status !== 429) {
    attempt.wrong ??= `${does} was refused: ${answer.text.slice(0, 200)}`;
    subject.retired = true;
  }
  if (isAcknowledged(attempt) && !effect) attempt.wrong = `${does} was not refused`;
  return attempt;
}

/** People sign in; what is to be found afterwards is a session for each time. */
async function signIn(client: Client): Promise<void> {
  const { doors, isOver, ledger, name } = client;
  const draw = chance(Number.parseInt(name.slice(0, 6), 16), name);
  while (!isOver()) {
    const person = doors.people[Math.floor(draw() * doors.people.length)];
    if (!person) throw new Error("There is nobody to sign in.");
    const subject: Subject = {
      kind: "person",
      id: person.id,
      name: person.name,
      state: {},
      attempts: [],
      retired: false,
    };
    ledger.subjects.push(subject);
    const body = { email: `${person.name}@example.com`, password };
    const act: Act = {
      does: "sign in",
      subject,
      method: "POST",
      path: "/users/login",
      body,
      effect: (before) => before,
    };
    const address = `10.${[0, 0, 0].map(() => Math.floor(draw() * 256)).join(".")}`;
    const attempt = await tryOnce(client, act, undefined, address);
    await pause(isUnknown(attempt) ? 300 : 200 + draw() * 200);
  }
}

/** The id of what was made, be it a user, a group or a session. */
function madeIn(text: string): string | null {
  const { id, session_token: token, key } = JSON.parse(text) as Record<string, unknown>;
  if (typeof token === "string") return readKey(token)?.sessionId ?? null;
  if (typeof key === "string") return readKey(key)?.sessionId ?? null;
  return typeof id === "string" ? id : null;
}
