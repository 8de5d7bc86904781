import type { Metadata } from "next";

export const metadata: Metadata = { title: "Not found" };

/** The title stands here, as the page framework does not look for one in the file beside it that draws the page. */
export default ({ children }: LayoutProps<"/[...nowhere]">) => children;
