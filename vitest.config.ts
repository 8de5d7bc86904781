import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["**/*.test.ts"],
    exclude: ["**/node_modules/**", ".next/**", "dist/**", ".roster/**"],
    globalSetup: "test/global-setup.ts",
    setupFiles: "test/setup.ts",
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
