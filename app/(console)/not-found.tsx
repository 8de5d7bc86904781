import type { Metadata } from "next";
import { requireViewer } from "@/app/ask";
import { NothingHere } from "@/components/shell/nothing-here";
import { SeenAs } from "@/components/shell/seen-as";

export const metadata: Metadata = { title: "Not found" };

/** For what a page of the console does not find. */
export default async function NotFound() {
  const { id, username, name, roles } = await requireViewer();
  return (
    <>
      <SeenAs viewer={{ id, username, name, roles }} />
      <NothingHere />
    </>
  );
}
