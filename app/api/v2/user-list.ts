import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { query } from "@/lib/operation";
import type { Organization } from "@/lib/organization/organization";
import { Refusal } from "@/lib/problems";
import { countUsers } from "@/lib/users/count-users";
import { listUsers } from "@/lib/users/list-users";
import { streamUsers } from "@/lib/users/stream-users";
import { type User, userSorts } from "@/lib/users/user";
import type { Env } from "./env";
import type { Shape } from "./routing";
import { sendJson } from "./send-json";
import { paging } from "./shapes/common";
import { userShape } from "./shapes/users";
import { streamed } from "./streamed";

/** Lists of users: a page, or all of them row by row, so that a million take no more memory than a thousand. */

export const userListQuery = z
  .object({
    q: z.string().optional().openapi({ description: "The filter language: `status:active role:admin ada`." }),
    limit: paging.limit.openapi({ description: "Without it: all, streamed." }),
    offset: paging.offset,
    after_id: z.string().optional().openapi({ description: "The id of the last user of the page before." }),
    sort: z
      .string()
      .optional()
      .openapi({ description: `One of ${userSorts.join(", ")}; a hyphen before it turns the order round.` }),
    cursor: z.string().optional().openapi({ description: "`next_cursor` of the page before." }),
  })
  .strict();

type Asked = z.output<typeof userListQuery>;

export type UserList = { count: number } & ({ page: User[]; next: string | null } | { all: AsyncIterable<User[]> });

/** A page with `limit`, else all; beside the exact number of matches. Both are one question, which is allowed or refused once. */
export const usersAsked = query({
  permission: "users:read",
  input: z.custom<Asked>(),

  async run({ actor, input: { q, sort, limit, offset, after_id: afterId, cursor } }): Promise<UserList> {
    const start = { offset, afterId: afterId || undefined, after: cursor || undefined };
    const order = sort as Parameters<typeof listUsers>[1]["sort"];
    const [list, count] = await Promise.all([
      limit === undefined
        ? streamUsers(actor, { q, sort: order, ...start })
        : listUsers(actor, { q, sort: order, limit, ...start }),
      countUsers(actor, { q }),
    ]);
    if (!list.ok) throw new Refusal(list.problem);
    if (!count.ok) throw new Refusal(count.problem);
    const part = "rows" in list.value ? { page: list.value.rows, next: list.value.next } : { all: list.value };
    return { count: count.value, ...part };
  },
});

/** `{ users, count }`, written as the rows come. */
export function answerUsers(c: Context<Env>, list: UserList, organization: Organization): Response {
  if ("page" in list) {
    const users = list.page.map((user) => userShape.write(user, organization));
    return sendJson(c, { users, count: list.count, next_cursor: list.next });
  }
  const rows = rowsOf(list.all, userShape, organization);
  return streamed(c, "application/json", between('{"users":[', rows, `],"count":${list.count}}`));
}

/** A JSON array, written as the rows come. */
export function answerArray<V>(c: Context<Env>, all: AsyncIterable<V[]>, shape: Shape<V>, organization: Organization) {
  return streamed(c, "application/json", between("[", rowsOf(all, shape, organization), "]"));
}

async function* between(head: string, rows: AsyncGenerator<string>, tail: string) {
  yield head;
  yield* rows;
  yield tail;
}

async function* rowsOf<V>(all: AsyncIterable<V[]>, shape: Shape<V>, organization: Organization) {
  let first = true;
  for await (const batch of all) {
    const text = batch.map((value) => JSON.stringify(shape.write(value, organization))).join(",");
    yield first ? text : `,${text}`;
    first = false;
  }
}
