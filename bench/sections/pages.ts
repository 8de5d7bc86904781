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
    const rounds = it.brief ? 1 : 3;
    const rows: string[][] = [];
    for (const page of pages) {
      const [ofLarge, ofSmall]: [Answered[], Answered[]] = [[], []];
      for (let round = 0; round < rounds; round++) {
        ofLarge.push(await load(inLarge(page, it.brief ? 0.3 : 2)));
        ofSmall.push(await load(inSmall(page, it.brief ? 0.3 : 2)));
      }
      const [of, beside] = [ofLarge, ofSmall].map((those) => median(those.map(({ p50 }) => p50))) as [number, number];
      rows.push([
        page,
        round(of),
        round(median(ofLarge.map(({ p95 }) => p95))),
        round(beside),
        `${round(of / beside)} ×`,
      ]);
      it.say(`  ${page}`);
    }
    return {
      targets: [],
      tables: [
        {
          title: "Every page, alone",
          about: "The whole answer with all that streams in later, in milliseconds; medians of 3 rounds of 2 s.",
          head: ["Page", "p50", "p95", "p50 with 1,000 users", ""],
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
