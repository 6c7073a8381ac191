import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const PACKAGES = ["sdk", "core", "provider", "server", "engine", "operations", "cli"];

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
}

/** Unit tests read the packages' source, so that they need no build; engine and packaging tests use what is built. */
const alias = PACKAGES.flatMap((folder) => {
  const file = (path: string): string => fileURLToPath(new URL(`${folder}/${path}`, import.meta.url));
  const { name, exports } = JSON.parse(readFileSync(file("package.json"), "utf8")) as Manifest;
  return Object.entries(exports).flatMap(([subpath, entry]) =>
    typeof entry === "string"
      ? []
      : [
          {
            find: new RegExp(`^${name}${subpath.slice(1)}$`),
            replacement: file(entry.default.replace(/^\.\/dist\/(.*)\.js$/, "src/$1.ts")),
          },
        ],
  );
});

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
          include: ["test/{docs,sdk,core,provider,server,moving,operations,cli,tools}/**/*.test.ts"],
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
