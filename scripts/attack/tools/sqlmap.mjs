import { runTool } from "../tool.mjs";

/** Puts SQL into one thing after the other that a request carries. */
export const sqlmap = {
  runs: [
    inject("an owner", "the users of the API", ({ owner }) => ({
      url: "/api/v2/users?q=ada&sort=username&limit=5&offset=1",
      options: ["-p", "q,sort,limit,offset", ...token(owner)],
    })),
    inject("an owner", "the next page of the API", ({ owner, next }) => ({
      url: `/api/v2/users?after_id=${next.user}&limit=5`,
      options: ["-p", "after_id", ...token(owner)],
    })),
    inject("an owner", "the cursor of the API", ({ owner, next }) => ({
      url: `/api/v2/users?q=login_type%3Apassword&cursor=${next.users}&limit=5`,
      options: ["-p", "cursor", ...token(owner)],
    })),
    inject("an owner", "the audit log of the API", ({ owner, next }) => ({
      url: `/api/v2/audit?q=&limit=5&cursor=${next.audit}`,
      options: ["-p", "q,limit,cursor", ...token(owner)],
    })),
    inject("an owner", "a name in a path", ({ owner }) => ({ url: "/api/v2/users/mira*", options: token(owner) })),
    inject("an owner", "the users page", ({ owner }) => ({
      url: "/users?q=ada&sort=username&limit=20&after=abc",
      options: ["-p", "q,sort,after,limit", `--cookie=${owner.cookie}`],
      seconds: 75, // A page takes longer than an answer of the API.
    })),
    inject("a member", "their own profile, as JSON", ({ member }) => ({
      url: "/api/v2/users/me/profile",
      options: [
        "--method=PUT",
        `--data=${JSON.stringify({ username: member.username, name: "Ada*" })}`,
        ...json,
        ...token(member),
      ],
    })),
    inject("anonymous", "signing in, as JSON", ({ relay }) => {
      relay.fromEverywhere(); // Or the limits would be all that it meets.
      const data = JSON.stringify({ email: "ada*@example.com", password: "otter*" });
      return { url: "/api/v2/users/login", options: [`--data=${data}`, ...json] };
    }),
  ],
};

const json = ["-H", "Content-Type: application/json"];
const token = ({ token: secret }) => ["-H", `Coder-Session-Token: ${secret}`];

function inject(as, what, how) {
  const go = (target) => {
    const { url, options, seconds = 30 } = how(target);
    const args = (folder) => [
      ...["-u", target.address + url, ...options, "--batch", "--flush-session", "--output-dir", folder],
      ...["--dbms=PostgreSQL", "--level=3", "--risk=2", "--time-sec=2", "--threads=4", "--timeout=10", "--retries=1"],
      ...["--ignore-code=400,401,404,429", "--disable-coloring"],
    ];
    return runTool("sqlmap", args, { seconds, read });
  };
  return { as, what, go };
}

function read({ text, wasEnded }) {
  const findings = findingsOf(text);
  const done = /all tested parameters do not appear to be injectable/.test(text);
  if (!done && !wasEnded && findings.length === 0) findings.push({ what: "no result", where: text.slice(-300).trim() });
  const tested = new Set([...text.matchAll(/testing if \S+ parameter '([^']+)'|testing '([^']+)'/g)].map((it) => it[0]))
    .size;
  return {
    findings,
    told: `${tested} kinds of test, ${findings.length} findings${wasEnded ? ", ended for time" : ""}.`,
  };
}

/** What it says is, or might be, a hole. */
export function findingsOf(text) {
  const lines = text
    .split("\n")
    .filter((line) => /is vulnerable|appears to be .*injectable|might be (injectable|vulnerable)/.test(line));
  return lines
    .filter((line) => !/might not be|do(es)? not appear/.test(line))
    .map((line) => line.replace(/^\r?\[[\d:]+\] \[\w+\] /, "").trim())
    .map((line) => ({ what: line.slice(0, 200), where: /parameter '([^']+)'/.exec(line)?.[1] ?? "" }));
}
