import { headers } from "next/headers";

/** Made anew for each request, as every page of the console is. */
export default async function Page() {
  return <h1>Hello, {(await headers()).get("host")}</h1>;
}
