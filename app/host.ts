import { headers } from "next/headers";

/** The name of this console as the browser has it, for the foot of a door. */
export const hostName = async () => (await headers()).get("host") ?? "";

/** The address that people are told: the operator's setting, or what this server knows of itself. */
export const publicAddress = async () => process.env.NEXTAUTH_URL ?? `http://${await hostName()}`;
