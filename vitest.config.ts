import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["**/*.test.ts"],
    exclude: ["**/node_modules/**", ".next/**", "dist/**", ".roster/**"],
    globalSetup: "test/global-setup.ts",
    setupFiles: "test/setup.ts",
    // One more than there are cores: half the time is waited for PostgreSQL. It has connections for eight.
    maxWorkers: Math.min(availableParallelism() + 1, 8),
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
