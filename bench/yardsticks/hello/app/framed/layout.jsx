import { cookies } from "next/headers";
import { viewerOf } from "../questions";
import { Frame } from "./frame";

export default async function Layout({ children }) {
  await cookies(); // Made anew for each request, as the console's is.
  return <Frame viewer={await viewerOf()}>{children}</Frame>;
}
