import { groupColumns } from "../columns";
import { command, list, text } from "../command";
import { type ApiGroup, part } from "../server/shapes";
import { say, UsageProblem } from "../terminal/say";

export const groupsEdit = command({
  usage: "groups edit <group>",
  about: "Rename a group, add people, take them out",
  examples: [["roster groups edit engineering --add ada,grace --remove mira", "all of it or none of it"]],
  options: {
    name: text("<name>", "what it is to be called", { short: "n" }),
    displayName: text("<name>", "as people call it"),
    add: list("<users>", "usernames or ids to add"),
    remove: list("<users>", "usernames or ids to take out"),
  },
  works: "server",
  columns: groupColumns,

  async run({ args, api, out, options: { name, displayName, add, remove } }) {
    if (name === undefined && displayName === undefined && !add && !remove) {
      throw new UsageProblem("Say what to change: --name, --display-name, --add or --remove.");
    }
    const { id } = await api.get<ApiGroup>(`/organizations/default/groups/${part(args.group)}`);
    const changes = { name, display_name: displayName, add_users: add, remove_users: remove };
    const group = await api.patch<ApiGroup>(`/groups/${id}`, changes);
    say(`Changed ${group.name}.`);
    await out.details(groupColumns, ["name", "display_name", "total_member_count", "id"], group);
  },
});
