import { command, text } from "../command";
import { addressAsked } from "../server/connection";
import { forget, readKept } from "../server/kept";
import { ApiProblem, NoServer } from "../server/problem";
import { say } from "../terminal/say";

export const logout = command({
  usage: "logout",
  about: "End the session that roster login began, and forget it",
  more: "A token that was handed in with --token is forgotten here and goes on working: roster tokens remove ends it.",
  options: { url: text("<url>", "only if it is this server") },
  works: "alone",

  async run({ options }) {
    const kept = readKept();
    const url = options.url === undefined ? undefined : addressAsked(options);
    if (!kept || (url && url !== kept.url)) return say("You are not signed in.");
    if (!kept.handedIn) await end(kept);
    forget();
    say(`Signed out of ${kept.url}.`);
    if (kept.handedIn) say("The token itself goes on working. roster tokens remove ends it.");
  },
});

/** Where the server cannot be asked, or knows nothing of it any more, it is forgotten all the same. */
async function end(kept: { url: string; token: string }): Promise<void> {
  const { Api } = await import("../server/api");
  try {
    await new Api(kept).post("/users/logout");
  } catch (error) {
    if (!(error instanceof ApiProblem || error instanceof NoServer)) throw error;
    if (error instanceof NoServer)
      say(`${error.message} The session could not be ended there; it ends when it is not used.`);
  }
}
