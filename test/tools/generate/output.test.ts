import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type Source, sourceOf } from "../../../tools/generate/document.ts";
import { FOLDERS, generate } from "../../../tools/generate/output.ts";
import { specPath } from "../../support/spec.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const SDK = FOLDERS.sdk;
const SERVER = FOLDERS.server;

/** Shorter texts are words and syllables, of which names are made too. */
const SHORTEST_PROSE = 8;

/** Texts of a document that people wrote for people, in the pieces in which they would survive being quoted. */
function proseOf(value: unknown, pieces = new Set<string>(), isProse = false): Set<string> {
  if (typeof value === "string" && isProse) {
    for (const piece of [value, ...value.split(/["\\\n]|[.:;] /)]) {
      const text = piece.trim();
      if (text.length >= SHORTEST_PROSE) pieces.add(text);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, below] of Object.entries(value)) {
      const named = /^(title|description|summary|examples?)$/.test(key);
      // A property that happens to be called so is an object with facts of its own.
      const isExample = named && key.startsWith("example");
      proseOf(below, pieces, isProse || isExample || (named && typeof below === "string"));
    }
  }
  return pieces;
}

/** What a document says besides: the names of things, enums, paths, defaults. A text for people may repeat one of these. */
function factsOf(value: unknown, facts: string[] = []): string[] {
  if (typeof value === "string") facts.push(value);
  if (typeof value !== "object" || value === null) return facts;
  for (const [key, below] of Object.entries(value)) {
    if (/^examples?$/.test(key) || (/^(title|description|summary)$/.test(key) && typeof below === "string"))
      continue;
    facts.push(key);
    factsOf(below, facts);
  }
  return facts;
}

/** `text.includes`, for thousands of pieces: most are ruled out by how they begin. */
function searcherIn(text: string): (piece: string) => boolean {
  const beginnings = new Set<string>();
  for (let at = 0; at < text.length; at += 1) beginnings.add(text.slice(at, at + SHORTEST_PROSE));
  return (piece) => beginnings.has(piece.slice(0, SHORTEST_PROSE)) && text.includes(piece);
}

describe.skipIf(!existsSync(specPath))(
  "the generated files (skipped where FIVETRAN_SPEC names no file)",
  () => {
    const text = existsSync(specPath) ? readFileSync(specPath, "utf8") : "";
    const fresh = (): Record<string, string> => generate(sourceOf(text));

    it("are what the document gives: npm run generate would change nothing", () => {
      const paths = Object.values(FOLDERS).flatMap((folder) =>
        readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`),
      );
      const committed = Object.fromEntries(
        paths.map((path) => [path, readFileSync(join(ROOT, path), "utf8")]),
      );
      const files = fresh();
      expect(Object.keys(committed).sort()).toEqual(Object.keys(files).sort());
      // Not toEqual: a difference of two files of this size takes minutes to print.
      expect(Object.keys(files).filter((name) => committed[name] !== files[name])).toEqual([]);
    });

    it("hold every service of the document", () => {
      const files = fresh();
      for (const name of ["services.metadata.json", "services.model.json"]) {
        const { edition, ...families } = JSON.parse(files[`${SDK}/${name}`] ?? "") as Record<string, object>;
        expect(files[`${SERVER}/${name}`]).toBe(files[`${SDK}/${name}`]);
        const counts = Object.entries(families).map(([family, services]) => [
          family,
          Object.keys(services).length,
        ]);
        expect(Object.fromEntries(counts)).toEqual({
          connection: 773,
          destination: 37,
          log: 8,
          privateLink: 13,
        });
        expect(edition).toMatchObject({ date: "2026-06-30" });
      }
      const { operations } = JSON.parse(files[`${SERVER}/operations.json`] ?? "") as {
        operations: unknown[];
      };
      expect(operations).toHaveLength(179);
    });

    it("hold no title, description, summary or example of the document", () => {
      const output = [...new Set(Object.values(fresh()))].join("\n");
      const prose = proseOf(JSON.parse(text));
      expect(prose.size).toBeGreaterThan(6000);
      // Names of types are those of services, written otherwise.
      const facts = [...new Set(factsOf(JSON.parse(text)))].join("\n").toLowerCase();
      const isRepeated = searcherIn(output);
      const repeated = [...prose].filter(isRepeated);
      expect(repeated.filter((piece) => !facts.includes(piece.toLowerCase()))).toEqual([]);
    });

    it("are refused for an edition whose date nobody wrote down", () => {
      const unknown: Source = { ...sourceOf(text), sha256: "0".repeat(64) };
      expect(() => generate(unknown)).toThrow(`Add "${"0".repeat(64)}" to EDITIONS`);
    });

    it("do not depend on the order in the document", () => {
      const reversed = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(reversed);
        if (typeof value !== "object" || value === null) return value;
        const entries = Object.entries(value).map(([key, below]) => [key, reversed(below)] as const);
        return Object.fromEntries(entries.reverse());
      };
      const { sha256 } = sourceOf(text);
      const other: Source = { ...sourceOf(JSON.stringify(reversed(JSON.parse(text)))), sha256 };
      const files = fresh();
      const changed = Object.entries(generate(other)).filter(([name, content]) => content !== files[name]);
      expect(changed.map(([name]) => name)).toEqual([]);
    });
  },
);
