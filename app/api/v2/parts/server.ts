import { z } from "@hono/zod-openapi";
import type { Result } from "@/lib/result";
import { version } from "@/package.json";
import { get, type Route } from "../routing";

/** Of what tells nothing about anybody. */
const nothingAsked = Object.assign(async (): Promise<Result<null>> => ({ ok: true, value: null }), {
  access: "anyone" as const,
});

/** The server itself. */
export const serverRoutes: Route[] = [
  get("/buildinfo", nothingAsked, {
    id: "build-info",
    does: "Say which Roster this is",
    answers: {
      schema: z
        .object({ version: z.string(), dashboard_url: z.string(), external_url: z.string(), telemetry: z.boolean() })
        .openapi("BuildInfo"),
      write: () => ({
        version: `v${version}`,
        dashboard_url: process.env.NEXTAUTH_URL ?? "",
        external_url: "",
        telemetry: false,
      }),
    },
  }),
];
