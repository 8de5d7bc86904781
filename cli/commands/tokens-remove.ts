import { command, text } from "../command";
import { listed } from "../on-users";
import { type ApiToken, part, userPath } from "../server/shapes";

export const tokensRemove = command({
  usage: "tokens remove <tokens...>",
  about: "End tokens at once",
  options: { user: text("<user>", "somebody else’s") },
  works: "server",
  destroys: true,

  async run({ args, api, out, options: { user = "me" }, confirm }) {
    const own = `${userPath(user)}/keys`;
    const all = await api.get<ApiToken[]>(`${own}/tokens`);
    const found = await Promise.all(
      args.tokens.map(
        (name) =>
          all.find((it) => it.id === name.replaceAll("-", "") || it.token_name.toLowerCase() === name.toLowerCase()) ??
          api.get<ApiToken>(`${own}/tokens/${part(name)}`),
      ),
    );
    const names = found.map(({ token_name }) => token_name);
    await confirm(`End ${listed(names)}? Whatever uses ${names.length === 1 ? "it" : "them"} stops working at once.`);
    for (const { id, token_name } of found) {
      await api.delete(`${own}/${id}`);
      if (out.format === "table") await out.text(`The token ${token_name} is ended.`, null);
    }
    if (out.format === "json") await out.text("", found);
  },
});
