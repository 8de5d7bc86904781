import type { Access } from "../access";
import type { Actor } from "../actor";
import type { Result } from "../result";
import { getOrganization } from "./get-organization";

/** The same, asked of one organization by its id or name: refused with `not_found` for any but the one there is. */
export const inOrganization = <I extends object, V>(
  doing: ((actor: Actor, input: I) => Promise<Result<V>>) & { access: Access },
) =>
  Object.assign(
    async (actor: Actor, { organization, ...input }: I & { organization: string }): Promise<Result<V>> => {
      const found = await getOrganization(actor, { organization });
      if (!found.ok && found.problem.code === "not_found") return found;
      // Whoever may not even ask for it is refused by what they wanted to do, which keeps the attempt.
      return doing(actor, input as unknown as I);
    },
    { access: doing.access },
  );
