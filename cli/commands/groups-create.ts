import { groupColumns } from "../columns";
import { command, text } from "../command";
import type { ApiGroup } from "../server/shapes";
import { say } from "../terminal/say";

export const groupsCreate = command({
  usage: "groups create <name>",
  about: "Make a group",
  options: { displayName: text("<name>", "as people call it") },
  works: "server",
  columns: groupColumns,

  async run({ args, api, out, options: { displayName } }) {
    const body = { name: args.name, display_name: displayName };
    const group = await api.post<ApiGroup>("/organizations/default/groups", body);
    say(`Created ${group.name}. Add people with: roster groups edit ${group.name} --add <users>`);
    await out.details(groupColumns, ["name", "display_name", "id"], group);
  },
});
