import { headers } from "next/headers";
import { Rows } from "./rows";

/** The least that a list can be in this framework: 25 rows of 8 cells, one client component, no library, no classes, no question. */
export default async function Page() {
  const host = (await headers()).get("host");
  return <Rows people={Array.from({ length: 25 }, (_, n) => person(n, host))} />;
}

const person = (n, host) => ({
  id: n,
  name: `Ada Lovelace ${n}`,
  email: `ada-lovelace-${n}@${host}`,
  role: "Member",
  status: "Active",
  groups: "Field, Students, Support",
  seen: "20 min ago",
  created: "14 Nov",
});
