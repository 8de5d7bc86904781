import type { NextConfig } from "next";

const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  {
    key: "Content-Security-Policy",
    value: "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'",
  },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
];

const config: NextConfig = {
  poweredByHeader: false,
  // Types are `npm run check`'s to prove; whoever starts the product does not wait for that.
  typescript: { ignoreBuildErrors: true },
  // Native, or finds its own parts at run time: must not be bundled.
  serverExternalPackages: [
    "@node-rs/argon2",
    "postgres",
    "drizzle-orm",
    "@zxcvbn-ts/core",
    "@zxcvbn-ts/language-common",
    "@zxcvbn-ts/language-en",
  ],
  turbopack: { root: import.meta.dirname },
  headers: async () => [{ source: "/:path*", headers: everywhere }],
};

export default config;
