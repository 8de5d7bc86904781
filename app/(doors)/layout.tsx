import type { Metadata } from "next";

/** No search engine gets further than these pages, and none should list where a company signs in. */
export const metadata: Metadata = { robots: { index: false } };

export default ({ children }: LayoutProps<"/">) => children;
