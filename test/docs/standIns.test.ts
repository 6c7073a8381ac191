import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { checkStandIns } from "../../engine/src/executor/standInsFile";

const ROOT = join(import.meta.dirname, "../..");
const PAGES = ["engine/README.md", "engine/docs/stand-ins.md"];
const FILES = ["examples/tested/stand-ins.yaml", "examples/quickstart/stand-ins.yaml"];

const ENVIRONMENT = { LEDGER_PASSWORD: "x", EVENTS_PASSWORD: "x" };

function yamlIn(page: string): string[] {
  const text = readFileSync(join(ROOT, page), "utf8");
  const blocks = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = ""]) => yaml);
  return blocks.filter((yaml) => yaml.includes("sources:"));
}

describe("files of stand-ins in documents and examples", () => {
  it.each(PAGES)("%s", (page) => {
    const found = yamlIn(page);
    expect(found.length).toBeGreaterThan(0);
    for (const yaml of found) {
      const { sources, destinations } = checkStandIns(parse(yaml), page, ROOT, ENVIRONMENT);
      expect([sources.length > 0, destinations.length > 0]).toEqual([true, true]);
    }
  });

  it.each(FILES)("%s", (file) => {
    const { sources } = checkStandIns(parse(readFileSync(join(ROOT, file), "utf8")), file, ROOT, {});
    expect(sources.length).toBeGreaterThan(0);
  });
});
