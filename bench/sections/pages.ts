import type { Context } from "../context";
import { type Answered, type Load, load } from "../load/load";
import { median } from "../measure";
import { groupName } from "../people/fill";
import { round, type Section } from "../report";

/** Each page alone, with all its parts, among so many people and among 1,000: none may need to know how many there are. */
export async function measurePages(it: Context): Promise<Section> {
  const [large, small] = [await it.serve(it.large, 1), await it.serve(it.small, 1)];
  try {
    const [inLarge, inSmall] = [await asker(large.address, it.keys.large), await asker(small.address, it.keys.small)];
    const [rounds, seconds] = it.brief ? [1, 0.3] : [3, 2];
    const rows: string[][] = [];
    for (const page of pages) {
      const [ofLarge, ofSmall]: [Answered[], Answered[]] = [[], []];
      for (let turn = 0; turn < rounds; turn++) {
        ofLarge.push(await load(inLarge(page, seconds)));
        ofSmall.push(await load(inSmall(page, seconds)));
      }
      const middle = (those: Answered[], of: "p50" | "p95") => median(those.map((one) => one[of]));
      const [p50, amongFew] = [middle(ofLarge, "p50"), middle(ofSmall, "p50")];
      rows.push([page, round(p50), round(middle(ofLarge, "p95")), round(amongFew), `${round(p50 / amongFew)} ×`]);
      it.say(`  ${page}`);
    }
    return {
      targets: [],
      tables: [
        {
          title: "Every page, alone",
          about: `The whole answer with all that streams in later, in milliseconds; medians of ${rounds} rounds of ${seconds} s.`,
          head: ["Page", "p50", "p95", "p50 with 1,000 users", "against those"],
          rows,
        },
      ],
    };
  } finally {
    for (const server of [large, small]) await server.stop();
  }
}

const pages = [
  ...["/users", "/users?q=zubiri", "/users?q=maria", "/users/<somebody>", "/overview", "/groups"],
  ...[`/groups/${groupName(0)}`, `/groups/${groupName(80)}`, "/roles", "/audit", "/account"],
];

type Asking = (page: string, seconds: number) => Load;

async function asker(address: string, { tokens, cookies }: Context["keys"]["large"]): Promise<Asking> {
  const [token = ""] = tokens;
  const answer = await fetch(`${address}/api/v2/users?limit=1`, { headers: { "coder-session-token": token } });
  const { users } = (await answer.json()) as { users: { username: string }[] };
  return (page, seconds) => ({
    url: `${address}${encodeURI(page.replace("<somebody>", users[0]?.username ?? ""))}`,
    sent: cookies.map((cookie) => ({ headers: { cookie } })),
    connections: 1,
    seconds,
  });
}
