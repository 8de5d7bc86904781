import type { Metadata } from "next";
import { NothingHere } from "@/components/shell/nothing-here";
import { consolePage } from "../../console-page";

export const metadata: Metadata = { title: "Not found" };

/** For a name that no group has. Who may not look at groups does not come so far. */
export default consolePage(() => (
  <NothingHere title="No such group" way={{ href: "/groups", label: "Go to Groups" }}>
    There is no group of this name. It may have been renamed or deleted.
  </NothingHere>
));
