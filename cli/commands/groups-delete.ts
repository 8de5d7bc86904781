import { command } from "../command";
import { listed } from "../on-users";
import { type ApiGroup, part } from "../server/shapes";

export const groupsDelete = command({
  usage: "groups delete <groups...>",
  about: "Delete groups; their members stay",
  works: "server",
  destroys: true,

  async run({ args, api, out, confirm }) {
    const found: ApiGroup[] = [];
    for (const name of args.groups) found.push(await api.get(`/organizations/default/groups/${part(name)}`));
    const names = found.map(({ name }) => name);
    await confirm(`Delete the ${names.length === 1 ? "group" : "groups"} ${listed(names)}? Their members stay.`);
    for (const { id, name } of found) {
      await api.delete(`/groups/${id}`);
      if (out.format === "table") await out.text(`The group ${name} is deleted.`, null);
    }
    if (out.format === "json") await out.text("", found);
  },
});
