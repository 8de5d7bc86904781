import { cache } from "react";
import { ask } from "@/app/ask";
import { getEntitlements } from "@/lib/seats/get-entitlements";

/** The seats, counted once a request: the frame, the overview and what is kept ready for a page that is not there tell them. */
export const seatsOfPage = cache(() => ask(getEntitlements, {}));
