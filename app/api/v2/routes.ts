import { groupsRoutes } from "./parts/groups";
import { organizationRoutes } from "./parts/organization";
import { platformRoutes } from "./parts/platform";
import { serverRoutes } from "./parts/server";
import { signingInRoutes } from "./parts/signing-in";
import { tokensRoutes } from "./parts/tokens";
import { usersRoutes } from "./parts/users";
import type { Route } from "./routing";

/**
 * The table of contents of the HTTP API, by its parts: each line of one is a path, the operation behind it, and how its input
 * and its answer go over the wire. The document of the API is made from it. Of two paths that fit, the one with fewer braces
 * counts.
 */
export const routes: Record<string, Route[]> = {
  Users: usersRoutes,
  "Signing in": signingInRoutes,
  Tokens: tokensRoutes,
  Groups: groupsRoutes,
  Organization: organizationRoutes,
  "For the platform": platformRoutes,
  Server: serverRoutes,
};
