import { tokenColumns } from "../columns";
import { command, flag, text } from "../command";
import { type ApiToken, userPath } from "../server/shapes";

export const tokensList = command({
  usage: "tokens list",
  about: "List tokens, your own unless told",
  options: {
    all: flag("everybody’s, for those who may see them", { short: "a" }),
    user: text("<user>", "somebody else’s"),
  },
  works: "server",
  reads: true,
  columns: tokenColumns,

  async run({ api, out, options: { all, user = "me" } }) {
    const tokens = await api.get<ApiToken[]>(`${userPath(user)}/keys/tokens`, {
      include_all: all ? "true" : undefined,
    });
    await out.list(tokenColumns, [tokens]);
  },
});
