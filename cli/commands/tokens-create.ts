import { command, oneOf, text } from "../command";
import { userPath } from "../server/shapes";
import { say } from "../terminal/say";

const hours = { h: 1, d: 24, w: 168 };
const nanosecondsPerHour = 3600e9;

export const tokensCreate = command({
  usage: "tokens create",
  about: "Make a token, and print it: it is never shown again",
  examples: [["export ROSTER_TOKEN=$(roster tokens create --name nightly --lifetime 7d --scope read)", "for a script"]],
  options: {
    name: text("<name>", "to know it by; one is made up unless told", { short: "n" }),
    lifetime: {
      ...text("<time>", "hours, days or weeks, such as 12h, 30d, 8w; 30 days unless told"),
      read: (given: string): string => {
        if (lengthOf(given) > 0) return given;
        throw new Error("It looks like 12h, 30d or 8w.");
      },
    },
    scope: oneOf(["all", "read"], "<scope>", "read is for questions only; all unless told"),
    user: text("<user>", "for somebody else, by those who may"),
  },
  works: "server",

  async run({ api, out, options: { name, lifetime, scope, user = "me" } }) {
    const { key } = await api.post<{ key: string }>(`${userPath(user)}/keys/tokens`, {
      token_name: name,
      lifetime: lifetime && lengthOf(lifetime) * nanosecondsPerHour,
      scope,
    });
    await out.text(key, { key });
    say("This is the token. It is never shown again.");
  },
});

/** In hours; 0 for what is no time. */
function lengthOf(text: string): number {
  const [, number, unit] = /^(\d{1,6})([hdw])$/.exec(text) ?? [];
  return number ? Number(number) * hours[unit as keyof typeof hours] : 0;
}
