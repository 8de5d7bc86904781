import { count, users, viewerOf } from "../../questions";
import { List } from "./list";

/**
 * The least that the whole users page can be with the libraries it is made of (links, icons, address, table): what it asks, by the driver alone;
 * a frame of six places, a box, five links, heads to sort by, rows that come when they are there, and a foot. No filter is read, nobody's rights
 * are looked at, and there are no menus, dialogs, actions, looks or headers for safety. The viewer and the time go along as data, as ours do.
 */
export default async function Page({ searchParams }) {
  const viewer = await viewerOf();
  const { q = "" } = await searchParams;
  return (
    <>
      <h1>Users</h1>
      <List page={users()} total={count()} viewer={viewer} now={new Date()} q={q} />
    </>
  );
}
