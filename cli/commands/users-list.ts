import { counted } from "@/lib/times";
import { userSorts } from "@/lib/users/user";
import { userColumns } from "../columns";
import { command, oneOf, text, whole } from "../command";
import type { ApiUser } from "../server/shapes";
import { say } from "../terminal/say";

const sorts = userSorts.flatMap((sort) => [sort, `-${sort}` as const]);

export const usersList = command({
  usage: "users list",
  about: "List users, all that match unless told how many",
  examples: [
    ["roster users list --filter 'status:dormant -role:owner'", "the language of the search box"],
    ["roster users list --sort=-last_seen --limit 10", "who was here last"],
    ["roster users list --output json | jq -r '.[].email'", "written as it comes, however many there are"],
  ],
  options: {
    filter: text("<filter>", "only who matches; see docs/filters.md", { short: "f" }),
    sort: oneOf(sorts, "<key>", "a hyphen before it turns the order round"),
    limit: whole("<n>", "at most so many"),
  },
  works: "server",
  reads: true,
  columns: userColumns,

  async run({ api, out, options: { filter, sort, limit } }) {
    const paged = limit !== undefined && limit <= mostOnAPage ? limit : undefined;
    const batches = api.rows<ApiUser>("/users", { q: filter, sort, limit: paged }, "users");
    let listed = 0;

    async function* atMost() {
      for await (const users of batches) {
        const wanted = users.slice(0, limit === undefined ? users.length : limit - listed);
        listed += wanted.length;
        yield wanted;
        if (listed === limit) return;
      }
    }
    await out.list(userColumns, atMost());
    if (process.stdout.isTTY) say(counted(listed, "user"));
  },
});

/** What the API answers at most on one page; more is read from the list of all. */
const mostOnAPage = 1000;
