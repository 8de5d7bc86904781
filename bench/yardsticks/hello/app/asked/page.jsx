import { count, users, viewerOf } from "../questions";
import { Asked } from "./asked";

export const dynamic = "force-dynamic";

/**
 * The least that the rows of the users page can be in this framework: what the page asks, its rows as data for the browser, and as much
 * markup, drawn from them. There is nothing around them.
 */
export default async function Page() {
  const viewer = await viewerOf();
  const [people, total] = await Promise.all([users(), count()]);
  return <Asked viewer={viewer} people={people} total={total} />;
}
