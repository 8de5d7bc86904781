import type { Metadata } from "next";
import Link from "next/link";
import { Door } from "@/components/shell/door";
import { NothingHere, nothingHere } from "@/components/shell/nothing-here";
import { buttonShape } from "@/components/ui/button";
import { ConsoleFrame } from "./(console)/console-frame";
import { currentActor } from "./current-actor";

export const metadata: Metadata = { title: "Not found" };

/** For an address that no page has: with the console round it for those who are in it. */
export default async function NotFound() {
  const actor = await currentActor();
  if (actor.kind === "user" && !actor.mustChangePassword) {
    return (
      <ConsoleFrame viewer={actor}>
        <NothingHere />
      </ConsoleFrame>
    );
  }
  return (
    <Door title="Nothing here" lead={nothingHere}>
      <Link href="/" className={buttonShape({ size: "large", className: "mt-6" })}>
        Go to the start
      </Link>
    </Door>
  );
}
