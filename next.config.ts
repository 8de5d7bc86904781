import type { NextConfig } from "next";

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
  // What developers type into forms is theirs: calls of actions would be written out with passwords and all.
  logging: { serverFunctions: false },
  // No page has pictures to shrink, and nobody is to have this server fetch any.
  images: { unoptimized: true },
  turbopack: { root: import.meta.dirname },
};

export default config;
