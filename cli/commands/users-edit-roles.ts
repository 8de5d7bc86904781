import { type Role, roles, roleWords, templateAdminWarning } from "@/lib/permissions";
import { list } from "../command";
import { listed, onUsers } from "../on-users";
import type { Api } from "../server/api";
import { type ApiUser, userPath } from "../server/shapes";
import { askSome } from "../terminal/ask";
import { say, UsageProblem } from "../terminal/say";

type Wish = { roles?: string[] | undefined; add?: string[] | undefined; remove?: string[] | undefined };

const choices = [...roles, "member"];

export const usersEditRoles = onUsers({
  usage: "users edit-roles <users...>",
  about: "Give roles to users, or take them away",
  more: `The roles are ${roles.join(", ")}; everybody is a member besides. Without a flag it asks, for one user.`,
  examples: [
    ["roster users edit-roles ada --roles user-admin,auditor", "exactly these"],
    ["roster users edit-roles ada grace --add auditor", "one more, whatever else they hold"],
    ["roster users edit-roles ada --roles member", "none but what everybody has"],
  ],
  options: {
    roles: list("<roles>", "all that they are to hold", { choices }),
    add: list("<roles>", "to hold besides", { choices }),
    remove: list("<roles>", "to hold no more", { choices }),
  },
  prepare: async (api, users, wish) => {
    if (wish.roles?.length === 0) throw new UsageProblem("--roles names none. --roles member takes all others away.");
    if (wish.roles && (wish.add || wish.remove)) {
      throw new UsageProblem("--roles names all roles: it does not go together with --add or --remove.");
    }
    const asked = wish.roles || wish.add || wish.remove ? wish : { ...wish, roles: await chosenAtTerminal(api, users) };
    if ([...(asked.roles ?? []), ...(asked.add ?? [])].includes("template-admin")) say(templateAdminWarning);
    return asked;
  },
  confirm: (users, wish) => `${sentenceOf(wish)} ${users}?`,
  act: async (api, user, wish) => {
    const { value, tag } = await api.look<ApiUser>(userPath(user));
    const now = value.roles.map(({ name }) => name);
    const wanted = wish.roles ?? [...new Set([...now, ...(wish.add ?? [])])].filter((it) => !wish.remove?.includes(it));
    return api.put<ApiUser>(`/users/${value.id}/roles`, { roles: wanted }, { tag });
  },
  done: ({ username, roles: held }) =>
    held.length > 0
      ? `${username} is ${listed(held.map(({ display_name }) => display_name))} now.`
      : `${username} has no role but Member now.`,
});

const sentenceOf = ({ roles: all, add, remove }: Wish) => {
  if (all) return all.length === 0 ? "Take all roles from" : `Give exactly ${titles(all)} to`;
  return [add && `add ${titles(add)}`, remove && `take away ${titles(remove)}`]
    .filter(Boolean)
    .join(" and ")
    .replace(/^./, (letter) => letter.toUpperCase())
    .concat(" for");
};

const titles = (names: string[]) => listed(names.map((name) => roleWords[name as Role | "member"].title));

async function chosenAtTerminal(api: Api, [user = "", ...others]: string[]): Promise<string[]> {
  const flags = "--roles, --add or --remove";
  if (others.length > 0) throw new UsageProblem(`Say which roles: give ${flags}.`);
  const { username, roles: held } = await api.get<ApiUser>(userPath(user));
  return askSome(
    `Roles of ${username}`,
    flags,
    roles.map((role) => ({ value: role as string, label: roleWords[role].title, hint: roleWords[role].does })),
    held.map(({ name }) => name),
  );
}
