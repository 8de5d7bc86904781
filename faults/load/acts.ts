import type { Attempt, State, Subject } from "../ledger";

/** One change that a client asks for. */
export type Act = {
  does: string;
  subject: Subject;
  method: string;
  path: string;
  body?: unknown;
  effect: Attempt["effect"];
};

type Draw = () => number;

const without = (state: State, prefix: string): State =>
  Object.fromEntries(Object.entries(state).filter(([name]) => !name.startsWith(prefix)));

const set = (more: State) => (before: State) => ({ ...before, ...more });

/** Another one than before: what is so already would leave no entry. */
const pick = <T>(draw: Draw, list: readonly T[], not?: T): T => {
  const others = list.filter((it) => it !== not);
  return others[Math.floor(draw() * others.length)] as T;
};

const someRoles = ["", "auditor", "template-admin", "auditor,template-admin", "user-admin"] as const;

export function makeUser(subject: Subject): Act {
  const { name } = subject;
  const status = name.endsWith("0") ? "dormant" : "active";
  const body = { username: name, name: `Made as ${name}`, login_type: "none", user_status: status };
  const made = { username: name, name: body.name, status, roles: "" };
  return { does: "create", subject, method: "POST", path: "/users", body, effect: set(made) };
}

/** One of the things that can be done to a user who is there. `fresh` is a word that nobody had before. */
export function changeUser(subject: Subject, draw: Draw, fresh: string): Act {
  const { state } = subject;
  const path = `/users/${subject.id}`;
  const put = (does: string, to: string, body: unknown, effect: Act["effect"]): Act => ({
    ...{ does, subject, method: "PUT", path: path + to, body, effect },
  });
  const chance = draw();
  if (chance < 0.28) {
    const names = { username: fresh, name: `Renamed to ${fresh}` };
    return put("rename", "/profile", names, set(names));
  }
  if (chance < 0.48) {
    const roles = pick(draw, someRoles, state.roles as (typeof someRoles)[number]);
    const list = roles ? roles.split(",") : [];
    const gains = list.some((role) => !state.roles?.split(",").includes(role));
    // Tokens that others made end with a new power.
    const effect: Act["effect"] = (before) => ({ ...(gains ? without(before, "token:") : before), roles });
    return put("roles", "/roles", { roles: list }, effect);
  }
  if (chance < 0.74) {
    if (state.status === "active")
      return put("suspend", "/status/suspend", { reason: fresh }, (before) => ({
        ...without(before, "token:"),
        status: "suspended",
      }));
    return put("activate", "/status/activate", undefined, set({ status: "active" }));
  }
  if (chance < 0.9 && state.status === "active") {
    const body = { token_name: fresh };
    const effect = set({ [`token:${fresh}`]: "yes" });
    return { does: "token", subject, method: "POST", path: `${path}/keys/tokens`, body, effect };
  }
  return { does: "delete", subject, method: "DELETE", path, effect: () => ({ deleted: "yes" }) };
}

export function makeGroup(subject: Subject): Act {
  const { name } = subject;
  const path = "/organizations/default/groups";
  return { does: "create group", subject, method: "POST", path, body: { name }, effect: set({ name }) };
}

/** Who is in goes out, who is out comes in, or the group is called something else. */
export function changeGroup(subject: Subject, draw: Draw, people: Subject[], fresh: string): Act {
  const patch = (does: string, body: unknown, effect: Act["effect"]): Act => ({
    ...{ does, subject, method: "PATCH", path: `/groups/${subject.id}`, body, effect },
  });
  if (draw() < 0.2) return patch("rename group", { name: fresh }, set({ name: fresh }));
  const { id } = pick(draw, people);
  const key = `member:${id}`;
  if (key in subject.state) return patch("remove member", { remove_users: [id] }, (before) => without(before, key));
  return patch("add member", { add_users: [id] }, set({ [key]: "yes" }));
}

/** What is refused, and changes nothing. */
export function tryInVain(subject: Subject, draw: Draw): Act {
  if (draw() < 0.5) {
    const body = { username: "ODA", login_type: "none" };
    return { does: "taken name", subject, method: "POST", path: "/users", body, effect: null };
  }
  return { does: "suspend oneself", subject, method: "PUT", path: "/users/me/status/suspend", effect: null };
}
