import type { Metadata } from "next";
import { ApiPage } from "@/components/api/api-page";
import { apiReference } from "./reference";

export const metadata: Metadata = { title: "HTTP API", robots: { index: false } };

/** The API's document, to be read. Open to all, as the document is. */
export default function ApiReferencePage() {
  return <ApiPage parts={apiReference()} />;
}
