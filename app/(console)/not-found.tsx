import type { Metadata } from "next";
import { NothingHere } from "@/components/shell/nothing-here";
import { consolePage } from "./console-page";

export const metadata: Metadata = { title: "Not found" };

/** For what a page of the console does not find. */
export default consolePage(() => <NothingHere />);
