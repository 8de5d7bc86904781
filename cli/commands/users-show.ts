import { userColumns } from "../columns";
import { command } from "../command";
import { namesIn } from "../on-users";
import { ApiProblem, isAway } from "../server/problem";
import { type ApiUser, userPath } from "../server/shapes";
import { sentence } from "../tell";
import { Failure, say } from "../terminal/say";

export const usersShow = command({
  usage: "users show <users...>",
  about: "Show users, with all there is to know of each",
  examples: [["roster users show ada --output json | jq '.[0].roles'", "JSON is always a list"]],
  works: "server",
  reads: true,
  columns: userColumns,

  async run({ args, api, out }) {
    const names = await namesIn(args.users);
    const users: ApiUser[] = [];
    for (const name of names) {
      try {
        users.push(await api.get<ApiUser>(userPath(name)));
      } catch (error) {
        if (!(error instanceof ApiProblem) || isAway(error) || error.code === "signed_out" || names.length === 1)
          throw error;
        say(`${name}: ${sentence(error)}`);
      }
    }
    await out.details(userColumns, Object.keys(userColumns), users);
    const missing = names.length - users.length;
    if (missing > 0) throw new Failure(`${missing} of ${names.length} were not found.`);
  },
});
