import { groupColumns } from "../columns";
import { command, text } from "../command";
import type { ApiGroup } from "../server/shapes";

export const groupsList = command({
  usage: "groups list",
  about: "List groups",
  more: "Who is in one: roster users list --filter group:<name>",
  options: { member: text("<user>", "only those that this user is in") },
  works: "server",
  reads: true,
  columns: groupColumns,

  async run({ api, out, options: { member } }) {
    await out.list(groupColumns, [await api.get<ApiGroup[]>("/groups", { has_member: member })]);
  },
});
