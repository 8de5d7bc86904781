import { userColumns } from "../columns";
import { command } from "../command";
import type { ApiUser } from "../server/shapes";
import type { Columns } from "../terminal/columns";

type Self = ApiUser & { url: string };

const columns: Columns<Self> = {
  username: { title: "USERNAME", text: ({ username }) => username },
  ...(userColumns as Columns<Self>),
  url: { title: "SERVER", text: ({ url }) => url },
};

export const whoami = command({
  usage: "whoami",
  about: "Show who you are, and where",
  works: "server",
  reads: true,
  columns,

  async run({ api, out }) {
    const self = { ...(await api.get<ApiUser>("/users/me")), url: api.at.url };
    await out.details(columns, ["username", "name", "email", "roles", "url"], self);
  },
});
