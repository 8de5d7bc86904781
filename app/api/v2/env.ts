import type { IncomingMessage, ServerResponse } from "node:http";

/** What our own server hands on beside a request. Under a page framework there is none of it. */
export type Env = { Bindings: { incoming?: IncomingMessage; outgoing?: ServerResponse } };
