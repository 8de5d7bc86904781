import { command, text } from "../command";
import { addressOf, asToken, isLocal } from "../server/address";
import type { Api } from "../server/api";
import { addressAsked } from "../server/connection";
import { endKept } from "../server/end-kept";
import { type Kept, keep, prepareToKeep, readKept } from "../server/kept";
import { ApiProblem } from "../server/problem";
import type { ApiUser } from "../server/shapes";
import { askLine, askNewPassword, askPassword } from "../terminal/ask";
import { answer, say } from "../terminal/say";

export const login = command({
  usage: "login [url]",
  about: "Sign in to a server, and keep it for the commands that follow",
  more: "Asks for email and password. Where nobody is set up yet it makes the first owner. Whoever has a temporary password chooses a new one. In a script give --token, or set ROSTER_URL and ROSTER_TOKEN and do not sign in at all.",
  examples: [
    ["roster login https://roster.example.com", "asks for email and password"],
    ["roster login https://roster.example.com --token - < token", "reads a token from stdin"],
  ],
  options: {
    url: text("<url>", "the same as the argument"),
    token: text("<token>", "keep this token instead of signing in; - reads it from stdin"),
    email: text("<address>", "asked for when left out", { short: "e" }),
  },
  works: "alone",

  async run({ args, options }) {
    const url = await serverAsked(args.url ?? options.url);
    await prepareToKeep();
    const { Api } = await import("../server/api");
    const as = (token: string | null) => new Api({ url, token });
    const anonymous = as(null);
    const setUp = await isSetUp(anonymous);
    if (!isLocal(url) && url.startsWith("http:")) {
      say(`${url} is not https: whatever is sent there can be read on the way.`);
    }
    const handedIn = options.token !== undefined;
    const token = handedIn
      ? await handed(options.token ?? "")
      : setUp
        ? await signIn(as, options.email ?? (await askLine("Email", asking)))
        : await makeFirstOwner(anonymous, options.email);

    const self = await as(token).get<ApiUser>("/users/me");
    const before = keptBefore();
    keep({ url, token, handedIn });
    if (before && !before.handedIn && before.token !== token) await endKept(before);
    remindOfEnvironment(url);
    await answer(`Signed in to ${url} as ${self.username}.\n`);
  },
});

/** What is replaced; one that cannot be read is as good as none. */
function keptBefore(): Kept | null {
  try {
    return readKept();
  } catch {
    return null;
  }
}

function remindOfEnvironment(url: string): void {
  const other = process.env.ROSTER_URL && addressOf(process.env.ROSTER_URL) !== url && "ROSTER_URL";
  const names = [other, process.env.ROSTER_TOKEN && "ROSTER_TOKEN"].filter(Boolean).join(" and ");
  if (names) say(`${names} in the environment still comes before what was kept now.`);
}

const asking = "--token";
const here = "http://127.0.0.1:3000";

async function serverAsked(given: string | undefined): Promise<string> {
  const known = given ? addressOf(given) : (addressAsked({}) ?? keptBefore()?.url);
  return known ?? addressOf((await askLine("Address of the server", "its address", { placeholder: here })) || here);
}

async function isSetUp(api: Api): Promise<boolean> {
  try {
    await api.get("/users/first");
    return true;
  } catch (error) {
    if (error instanceof ApiProblem && error.code === "not_found") return false;
    throw error;
  }
}

async function handed(token: string): Promise<string> {
  if (token !== "-") return asToken(token);
  const { text } = await import("node:stream/consumers");
  return asToken(await text(process.stdin));
}

const open = async (api: Api, email: string, password: string): Promise<string> =>
  (await api.post<{ session_token: string }>("/users/login", { email, password })).session_token;

/** The token of a new session. Whoever signs in with a temporary password chooses a new one first. */
async function signIn(as: (token: string | null) => Api, email: string): Promise<string> {
  const api = as(null);
  const password = await askPassword("Password", asking);
  const token = await open(api, email, password);
  try {
    await as(token).get("/users/me");
    return token;
  } catch (error) {
    if (!(error instanceof ApiProblem && error.code === "must_change_password")) throw error;
  }
  say("This password is temporary. Choose a new one.");
  for (;;) {
    const chosen = await askNewPassword("New password", asking);
    try {
      await api.post("/users/otp/change-password", { email, one_time_passcode: password, password: chosen });
      return await open(api, email, chosen);
    } catch (error) {
      again(error);
    }
  }
}

async function makeFirstOwner(api: Api, givenEmail: string | undefined): Promise<string> {
  say(`Nobody is set up at ${api.at.url} yet. You make the first owner.`);
  const owner = {
    username: await askLine("Username", asking),
    email: givenEmail ?? (await askLine("Email", asking)),
    password: "",
    setup_code: undefined as string | undefined,
  };
  for (;;) {
    owner.password ||= await askNewPassword("Password", asking);
    try {
      await api.post("/users/first", owner);
      return await open(api, owner.email, owner.password);
    } catch (error) {
      if (error instanceof ApiProblem && error.code === "wrong_setup_code") {
        say(owner.setup_code ? error.message : "This server asks for the setup code that its operator set.");
        owner.setup_code = await askPassword("Setup code", asking);
      } else {
        again(error);
        owner.password = "";
      }
    }
  }
}

/** Tells why a password will not do, so that another can be typed; goes on with anything else. */
function again(error: unknown): void {
  if (!(error instanceof ApiProblem && error.code === "weak_password")) throw error;
  say(error.message);
}
