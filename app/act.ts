import { refresh } from "next/cache";
import type { Actor } from "@/lib/actor";
import type { Result } from "@/lib/result";
import { currentActor } from "./current-actor";

type Operation<I, V> = (actor: Actor, input: I) => Promise<Result<V>>;

/** Does what a page asks for, as whoever is signed in, and draws the page anew when it is done. */
export async function act<I, V>(operation: Operation<I, V>, input: I): Promise<Result<V>> {
  const result = await operation(await currentActor(), input);
  if (result.ok) refresh();
  return result;
}

/** As `act`, for what changes nothing. */
export async function look<I, V>(query: Operation<I, V>, input: I): Promise<Result<V>> {
  return query(await currentActor(), input);
}
