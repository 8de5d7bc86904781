import { headers } from "next/headers";
import { Drawn } from "./drawn";

/** As much markup as the users page has in the end, with nothing behind it. */
export default async function Page() {
  return <Drawn host={(await headers()).get("host")} />;
}
