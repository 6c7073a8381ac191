import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Unit tests read the packages' source, so that they need no build; engine and packaging tests use what is built. */
const alias = [
  { find: /^@pulumi-fivetran\/sdk\/services$/, replacement: source("sdk/src/services/index.ts") },
  { find: /^@pulumi-fivetran\/sdk$/, replacement: source("sdk/src/index.ts") },
  { find: /^@pulumi-fivetran\/server$/, replacement: source("server/src/index.ts") },
  { find: /^pulumi-fivetran\/runtime$/, replacement: source("provider/src/runtime.ts") },
  { find: /^pulumi-fivetran$/, replacement: source("provider/src/index.ts") },
];

/**
 * How long a test, and what prepares it, may take: far above five times what the slowest of a project takes on a quiet machine, so that
 * a busy one fails none. It ends what hangs; it measures nothing (that is `bench/`).
 */
const LIMITS = {
  unit: { testTimeout: 300_000, hookTimeout: 300_000 },
  package: { testTimeout: 600_000, hookTimeout: 600_000 },
  engine: { testTimeout: 900_000, hookTimeout: 600_000 },
} as const;

/** Each server that a test starts holds its answers to the API's document, and fails when one does not fit. */
const env = { FIVETRAN_LOCAL_CHECK_ANSWERS: "1" };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          env,
          include: ["test/{docs,sdk,provider,server,tools}/**/*.test.ts"],
          ...LIMITS.unit,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "foreign",
          env,
          include: ["test/foreign/**/*.test.ts"],
          testTimeout: 240_000,
          // What others have made is fetched and built once.
          hookTimeout: 600_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: "package",
          env,
          include: ["test/package/**/*.test.ts"],
          ...LIMITS.package,
        },
      },
      {
        test: {
          name: "engine",
          env,
          include: ["test/engine/**/*.test.ts"],
          ...LIMITS.engine,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: "soak",
          env,
          include: ["test/soak/**/*.test.ts"],
          testTimeout: 3_600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
