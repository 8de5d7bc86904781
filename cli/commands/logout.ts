import { command, text } from "../command";
import { addressAsked } from "../server/connection";
import { endKept } from "../server/end-kept";
import { forget, type Kept, readKept } from "../server/kept";
import { Failure, say } from "../terminal/say";

export const logout = command({
  usage: "logout",
  about: "End the session that roster login began, and forget it",
  more: "A token that was handed in with --token is forgotten here and goes on working: roster tokens remove ends it.",
  options: { url: text("<url>", "only if it is this server") },
  works: "alone",

  async run({ options }) {
    const kept = keptOrBroken();
    const url = options.url === undefined ? undefined : addressAsked(options);
    if (kept === "broken") {
      forget();
      return say("Forgot what could not be read. Its session ends when it is not used.");
    }
    if (!kept || (url && url !== kept.url)) return say("You are not signed in.");
    if (!kept.handedIn) await endKept(kept);
    forget();
    say(`Signed out of ${kept.url}.`);
    if (kept.handedIn) say("The token itself goes on working. roster tokens remove ends it.");
  },
});

function keptOrBroken(): Kept | "broken" | null {
  try {
    return readKept();
  } catch (error) {
    if (error instanceof Failure) return "broken";
    throw error;
  }
}
