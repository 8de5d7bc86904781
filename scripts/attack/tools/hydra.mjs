import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runTool } from "../tool.mjs";

/**
 * Guesses passwords. The right one is on its list, behind more wrong ones than the limits let through: a sign-in that it gets is a
 * finding, and so is an owner who is kept out meanwhile.
 */
export const hydra = {
  runs: [
    guess("one account, many passwords", ({ owner }) => [owner.email], 120),
    guess("many accounts, a few passwords each", ({ emails }) => emails.slice(0, 60), 12),
  ],
};

function guess(what, whom, wrong) {
  const go = async (target) => {
    const { address, relay, owner, password } = target;
    // It takes a 401 for a kind of door that it does not know, and gives up; and it waits for a connection’s end.
    relay.answerWith({ statuses: { 401: 403 }, closes: true });
    const words = Array.from({ length: wrong }, (_, n) => `otter-quilt-${n}-fen-marble-dune`);
    const args = (folder) => {
      writeFileSync(join(folder, "who"), whom(target).join("\n"));
      writeFileSync(join(folder, "words"), [...words, password].join("\n"));
      const form = [
        "/api/v2/users/login",
        '{"email"\\:"^USER^","password"\\:"^PASS^"}',
        "G=", // No question before each try.
        "H=Content-Type\\: application/json",
        "S=session_token",
      ];
      return [
        ...["-L", join(folder, "who"), "-P", join(folder, "words"), "-u", "-I", "-t", "8", "-s", new URL(address).port],
        ...["127.0.0.1", "http-post-form", form.join(":")],
      ];
    };
    const { findings, text } = await runTool("hydra", args, { seconds: 30, read });
    const { 401: judged = 0, 429: waiting = 0 } = relay.count();
    if (waiting === 0) findings.push({ what: "no limit was met", where: text.slice(-300).trim() });

    relay.fromElsewhere(); // The owner.
    const answer = await fetch(`${address}/api/v2/users/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: owner.email, password }),
    });
    if (!answer.ok) findings.push({ what: "the owner was kept out", where: `${answer.status} ${await answer.text()}` });
    const told = `${judged} passwords judged, ${waiting} told to wait, ${findings.length} findings; the owner came in from elsewhere.`;
    return { findings, told };
  };
  return { as: "anonymous", what, go };
}

const read = ({ text }) => ({ findings: findingsOf(text), text });

export function findingsOf(text) {
  return [...text.matchAll(/login: (\S+)\s+password: (\S+)/g)].map(([, login]) => ({
    what: "guessed a password",
    where: login,
  }));
}
