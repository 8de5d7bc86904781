import { type Ledger, whileUnderWay, wrongIn } from "../ledger";
import { type Answer, ask, patienceMs } from "./ask";
import type { Doors } from "./prepare";

type Looking = { doors: Doors; ledger: Ledger; isOver: () => boolean; address: string };

type Look = {
  what: string;
  everyMs: number;
  ask: (address: string, doors: Doors) => Promise<Answer>;
  wrong: (answer: Answer) => string | null;
};

const looks: Look[] = [
  {
    what: "page of users",
    everyMs: 250,
    ask: (address, { cookie }) => ask(`${address}/users`, { cookie }),
    wrong: wrongInPage,
  },
  { what: "page to sign in", everyMs: 250, ask: (address) => ask(`${address}/sign-in`), wrong: wrongInPage },
  {
    what: "page of a list",
    everyMs: 250,
    ask: (address, { token }) => ask(`${address}/api/v2/users?limit=5`, { token }),
    wrong: wrongIn,
  },
  {
    what: "whole list",
    everyMs: 1000,
    ask: (address, { token }) => ask(`${address}/api/v2/users`, { token }),
    wrong: (answer) => wrongIn(answer) ?? (answer.status === 200 ? wrongInWhole(answer) : null),
  },
  { what: "signing in by a browser", everyMs: 500, ask: signInByBrowser, wrong: wrongInSignIn },
];

/** Somebody with a browser and a program that asks, beside those who change things. */
export async function lookAround({ doors, ledger, isOver, address }: Looking): Promise<void> {
  const again = async ({ what, everyMs, ask, wrong }: Look) => {
    while (!isOver()) {
      const sentAt = performance.now();
      const answer = await whileUnderWay(ledger, ask(address, doors));
      const why = answer.ms >= patienceMs ? "no answer within a minute" : wrong(answer);
      ledger.looks.push({
        what,
        sentAt,
        overAt: performance.now(),
        status: answer.status,
        wrong: why && `${what}: ${why}`,
      });
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  };
  await Promise.all(looks.map(again));
}

/** What is wrong with the answer to a browser, if anything. A page that cannot be made is one that says so, with 503. */
function wrongInPage({ status, headers, text }: Answer): string | null {
  if (status === null || status === 200) return null;
  if (status !== 503) return `${status}: ${text.slice(0, 200)}`;
  if (!Number(headers["retry-after"])) return "503 without Retry-After";
  return /<html/i.test(text) ? null : `503 that is no page: ${text.slice(0, 200)}`;
}

/** A list that came to its end is all of it. */
function wrongInWhole({ text }: Answer): string | null {
  try {
    return Array.isArray(JSON.parse(text).users) ? null : "it is no list";
  } catch {
    return `it ends early, as if it were whole: …${text.slice(-100)}`;
  }
}

let tries = 0;

/** Of somebody who does not exist, so that it leaves nothing but the entry of a refusal. */
async function signInByBrowser(address: string): Promise<Answer> {
  const csrf = await ask(`${address}/api/auth/csrf`);
  if (csrf.status !== 200) return csrf;
  const cookie = [csrf.headers["set-cookie"]].flat().map((one = "") => one.split(";", 1)[0]);
  const n = ++tries;
  const body = {
    ...{ email: `nobody-${n}@example.com`, password: "not that either", json: "true" },
    csrfToken: JSON.parse(csrf.text).csrfToken,
  };
  const from = `10.200.${(n >> 8) & 255}.${n & 255}`;
  return ask(`${address}/api/auth/callback/credentials`, { method: "POST", cookie: cookie.join("; "), from, body });
}

/** Refused with a sentence, or put off; and never with the words of the database. */
function wrongInSignIn({ status, headers, text }: Answer): string | null {
  if (/select|insert|update|connect/i.test(text)) return `${status} tells too much: ${text.slice(0, 200)}`;
  if (status === null || status === 200 || status === 401) return null;
  if (status !== 503) return `${status}: ${text.slice(0, 200)}`;
  return Number(headers["retry-after"]) ? null : "503 without Retry-After";
}
