import type { Metadata } from "next";
import { requireViewer } from "@/app/ask";
import { NothingHere } from "@/components/shell/nothing-here";
import { SeenAs } from "@/components/shell/seen-as";

export const metadata: Metadata = { title: "Not found" };

/** For what a page of the console does not find. */
export default async function NotFound() {
  const { roles } = await requireViewer();
  return (
    <>
      <SeenAs roles={roles} />
      <NothingHere />
    </>
  );
}
