import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { patience, runTool } from "../tool.mjs";

/** Those that ask nothing of any other machine, as `ssrf`, `xxe` and the lists of known products do. */
const modules = [
  "backup",
  "blindsql",
  "cookieflags",
  "crlf",
  "csp",
  "csrf",
  "exec",
  "file",
  "htaccess",
  "http_headers",
  "methods",
  "permanentxss",
  "redirect",
  "shellshock",
  "sql",
  "xss",
];

/** Crawls pages and attacks what it finds in them: script, SQL, commands, files, redirects, headers, cookies. */
export const wapiti = {
  runs: [
    crawl("anonymous", "the pages", ["/", "/sign-in?next=/users", "/change-password", "/docs/api", "/setup"], () => []),
    crawl("an owner", "the pages", pages, ({ owner }) => ["-H", `Cookie: ${owner.cookie}`]),
    crawl("an owner", "the API", questions, ({ owner }) => ["-H", `Coder-Session-Token: ${owner.token}`]),
  ],
};

function pages() {
  const list = "q=ada&sort=username&limit=20";
  return [
    "/",
    "/account",
    "/overview",
    "/roles?user=mira",
    `/users?${list}`,
    `/groups?q=a`,
    "/audit?q=ada",
    "/users/new",
  ];
}

function questions() {
  return [
    "/api/v2/users?q=ada&sort=username&limit=20&offset=0",
    "/api/v2/users?q=ada&after_id=0199ffff-0000-7000-8000-000000000000&limit=5",
    "/api/v2/users?cursor=abc&limit=5",
    "/api/v2/users/mira",
    "/api/v2/audit?q=ada&limit=5",
    "/api/v2/groups",
  ];
}

function crawl(as, what, starts, headers) {
  const go = (target) => {
    const [first, ...more] = (typeof starts === "function" ? starts() : starts).map((path) => target.address + path);
    const args = (folder) => [
      ...["-u", first, ...more.flatMap((url) => ["-s", url])],
      ...["--scope", "domain", "-m", modules.join(","), "--flush-session", "--no-bugreport", "-v", "0"],
      ...["-d", "3", "--max-links-per-page", "25", "--max-files-per-dir", "15", "--max-parameters", "12"],
      ...[
        "--max-scan-time",
        `${15 * patience}`,
        "--max-attack-time",
        `${4 * patience}`,
        "-t",
        "10",
        "-l",
        "1",
        "-S",
        "normal",
      ],
      ...["-f", "json", "-o", join(folder, "report.json"), "--store-session", folder, "--store-config", folder],
      ...headers(target),
    ];
    return runTool("wapiti", args, { seconds: 85, read });
  };
  return { as, what, go };
}

function read({ text, wasEnded }, folder) {
  const file = join(folder, "report.json");
  if (!existsSync(file)) {
    return {
      findings: [{ what: "no report", where: text.slice(-300).trim() }],
      told: wasEnded ? "Ended for time." : "",
    };
  }
  const report = JSON.parse(readFileSync(file, "utf8"));
  const findings = findingsOf(report);
  return { findings, told: `${findings.length} findings.` };
}

/** All that a report of its holds: what it calls holes, oddities, and remarks. */
export function findingsOf(report) {
  return ["vulnerabilities", "anomalies", "additionals"].flatMap((kind) =>
    Object.entries(report[kind] ?? {}).flatMap(([what, list]) =>
      list.map(({ method, path, parameter, info }) => ({
        what: `${what}: ${info}`.slice(0, 200),
        where: [method, path, parameter].filter(Boolean).join(" "),
      })),
    ),
  );
}
