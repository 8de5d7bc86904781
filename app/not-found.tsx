import type { Metadata } from "next";
import { NothingHereDoor } from "@/components/shell/nothing-here";

export const metadata: Metadata = { title: "Not found" };

/** Where what could not be read as an address ends up. It goes along with every page, so it is small and asks nothing. */
export default function NotFound() {
  return <NothingHereDoor />;
}
