import { type Ledger, wrongIn } from "../ledger";
import { type Answer, ask, patienceMs } from "./ask";
import type { Doors } from "./prepare";

type Looking = { doors: Doors; ledger: Ledger; isOver: () => boolean; address: string };

/** Somebody with a browser and a program that asks: a page, the page to sign in at, a list. */
export async function lookAround({ doors, ledger, isOver, address }: Looking): Promise<void> {
  const looks: [
    what: string,
    path: string,
    by: { token?: string; cookie?: string },
    wrong: (answer: Answer) => string | null,
  ][] = [
    ["page of users", "/users", { cookie: doors.cookie }, wrongInPage],
    ["page to sign in", "/sign-in", {}, wrongInPage],
    ["list of users", "/api/v2/users?limit=5", { token: doors.token }, wrongIn],
  ];
  const again = async ([what, path, by, wrongIn]: (typeof looks)[number]) => {
    while (!isOver()) {
      const sentAt = performance.now();
      const answer = await ask(address + path, by);
      const wrong = answer.ms >= patienceMs ? "no answer within a minute" : wrongIn(answer);
      ledger.looks.push({ what, sentAt, overAt: performance.now(), status: answer.status, wrong });
      await new Promise((resolve) => setTimeout(resolve, 250));
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
