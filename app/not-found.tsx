import type { Metadata } from "next";
import { NothingHere, NothingHereDoor } from "@/components/shell/nothing-here";
import { ConsoleFrame } from "./(console)/console-frame";
import { currentActor } from "./current-actor";

export const metadata: Metadata = { title: "Not found" };

/** For an address that no page has: with the console round it for those who are in it. */
export default async function NotFound() {
  const actor = await currentActor();
  if (actor.kind !== "user" || actor.mustChangePassword) return <NothingHereDoor />;
  return (
    <ConsoleFrame viewer={actor}>
      <NothingHere />
    </ConsoleFrame>
  );
}
