import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type OpenApiDocument, schemaNamed, sourceOf } from "../../../tools/generate/document.ts";
import { CORRECTIONS, type Correction, corrected } from "../../../tools/generate/overlay.ts";
import { specPath } from "../../support/spec.ts";

const DOCUMENT: OpenApiDocument = {
  paths: {},
  components: { schemas: { Thing: { type: "object", required: ["name"], properties: { name: {} } } } },
};

const correction = (repair: Correction["repair"]): Correction => ({
  where: "Thing.name",
  reason: "It is optional.",
  repair,
});

describe("an overlay", () => {
  it("repairs a copy", () => {
    const fixed = corrected(DOCUMENT, [
      correction((document) => {
        schemaNamed(document, "Thing").required = [];
        return 1;
      }),
    ]);
    expect(schemaNamed(fixed, "Thing").required).toEqual([]);
    expect(schemaNamed(DOCUMENT, "Thing").required).toEqual(["name"]);
  });

  it("fails with the place and the reason of what no longer applies", () => {
    expect(() => corrected(DOCUMENT, [correction(() => 0)])).toThrow(
      /no longer apply; remove them:\n {2}Thing\.name: It is optional\./,
    );
  });
});

describe.skipIf(!existsSync(specPath))("the overlay (skipped where FIVETRAN_SPEC names no file)", () => {
  const { document } = existsSync(specPath)
    ? sourceOf(readFileSync(specPath, "utf8"))
    : { document: DOCUMENT };

  it.each(CORRECTIONS)("still applies: $where", (one) => {
    const copy = structuredClone(document);
    expect(one.repair(copy)).toBeGreaterThan(0);
    // And once it is right, the entry is superfluous.
    expect(one.repair(copy)).toBe(0);
  });

  it("makes the bodies of schemas, tables and columns as real clients send them", () => {
    const fixed = corrected(document);
    for (const name of ["SchemaUpdateRequest", "TableUpdateRequest", "ColumnUpdateRequest"])
      expect(schemaNamed(fixed, name).required).not.toContain("enabled");
    const sync = schemaNamed(fixed, "UpdateConnectorRequest").properties?.["sync_frequency"];
    expect(sync?.enum).toContain(1440);
  });
});
