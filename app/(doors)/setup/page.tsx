import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ask } from "@/app/ask";
import { hostName } from "@/app/host";
import { config } from "@/lib/config";
import { isSetUp } from "@/lib/setup/is-set-up";
import { SetupDoor } from "./setup-door";

export const metadata: Metadata = { title: "Set up" };

export default async function SetupPage() {
  const { done, asksCode } = await ask(isSetUp, {});
  if (done) redirect("/");
  return <SetupDoor host={await hostName()} asksCode={asksCode} minCharacters={config().passwordMinLength} />;
}
