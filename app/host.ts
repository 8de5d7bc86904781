import { headers } from "next/headers";
import { config } from "@/lib/config";

/** The name of this console as the browser has it, for the foot of a door. */
export const hostName = async () => (await headers()).get("host") ?? "";

/** The address that people are told: the operator's setting, or the one that whoever tells them came by. */
export const publicAddress = async () => config().url ?? `http://${await hostName()}`;
