import { expect, test } from "./fixtures";

test("no answer lets another site’s page read it", async ({ request }) => {
  const paths = [
    "/",
    "/sign-in",
    "/users",
    "/api/v2/users/me",
    "/api/v2/openapi.json",
    "/api/auth/session",
    "/healthz",
  ];
  for (const path of [...paths, "/api/v2/nothing", "/%ff"]) {
    for (const method of ["GET", "OPTIONS", "POST"]) {
      const answer = await request.fetch(path, {
        method,
        maxRedirects: 0,
        headers: {
          origin: "https://evil.example",
          "access-control-request-method": "PUT",
          "access-control-request-headers": "coder-session-token",
        },
      });
      const named = Object.keys(answer.headers()).filter((name) => name.startsWith("access-control-"));
      expect(named, `${method} ${path}`).toEqual([]);
    }
  }
});
