import type { ConnectionSchemaConfig } from "@pulumi-fivetran/sdk";
import { describe, expect, it } from "vitest";
import { Upstream } from "../../../../../core/src/handlers/schemaConfig/upstream/upstream";
import type {
  NamedSchemas,
  SchemaChangeHandling,
} from "../../../../../core/src/handlers/schemaConfig/wants/inputs";
import {
  type Declaration,
  resolve,
  wantedOf,
} from "../../../../../core/src/handlers/schemaConfig/wants/wanted";

const allowed = { allowed: true };
const column = { enabled: true, hashed: true, enabledPatchSettings: allowed };
const UPSTREAM: ConnectionSchemaConfig = {
  schemaChangeHandling: "ALLOW_COLUMNS",
  schemas: {
    s: {
      enabled: true,
      tables: {
        t: { enabled: true, enabledPatchSettings: allowed, columns: { c: column } },
        u: { enabled: true, enabledPatchSettings: allowed, columns: {} },
      },
    },
  },
};

/** `s.t.enabled=true (policy)`, one a setting. */
function texts(declaration: Declaration): string[] {
  return resolve(declaration, new Upstream(UPSTREAM)).map(
    ({ element, property, value, reason }) => `${element.join(".")}.${property}=${String(value)} (${reason})`,
  );
}

describe("what is wanted", () => {
  const cases: [name: string, schemas: NamedSchemas, expected: string[]][] = [
    ["nothing for what is merely named", { s: { tables: { t: { columns: { c: {} } } } } }, []],
    [
      "what is named, and nothing beside it",
      { s: { tables: { t: { syncMode: "LIVE" } } } },
      ["s.t.syncMode=LIVE (named)"],
    ],
    [
      "all that is named of a column",
      { s: { tables: { t: { columns: { c: { enabled: false, hashed: true, isPrimaryKey: false } } } } } },
      ["s.t.c.enabled=false (named)", "s.t.c.hashed=true (named)", "s.t.c.isPrimaryKey=false (named)"],
    ],
    [
      "what is above a named table that is to be synced",
      { s: { tables: { t: { enabled: true } } } },
      ["s.enabled=true (implied)", "s.t.enabled=true (named)"],
    ],
    [
      "all that is above a named column that is to be synced",
      { s: { tables: { t: { columns: { c: { enabled: true } } } } } },
      ["s.enabled=true (implied)", "s.t.enabled=true (implied)", "s.t.c.enabled=true (named)"],
    ],
    [
      "a name rather than what other names imply",
      { s: { enabled: false, tables: { t: { enabled: false, columns: { c: { enabled: true } } } } } },
      ["s.enabled=false (named)", "s.t.enabled=false (named)", "s.t.c.enabled=true (named)"],
    ],
    [
      "nothing above what is to be hashed",
      { s: { tables: { t: { columns: { c: { hashed: true } } } } } },
      ["s.t.c.hashed=true (named)"],
    ],
    [
      "nothing above what is to be disabled",
      { s: { tables: { t: { enabled: false } } } },
      ["s.t.enabled=false (named)"],
    ],
    ["names that every object has", { constructor: { enabled: true } }, ["constructor.enabled=true (named)"]],
  ];
  it.each(cases)("is %s", (_name, schemas, expected) => {
    expect(texts({ schemas })).toEqual(expected);
  });

  const policies: [policy: SchemaChangeHandling, schema: boolean, table: boolean, column: boolean][] = [
    ["ALLOW_ALL", true, true, true],
    ["ALLOW_COLUMNS", false, false, true],
    ["BLOCK_ALL", false, false, false],
  ];
  it.each(policies)(
    "follows %s where nobody names anything, and never hashes",
    (schemaChangeHandling, schema, table, col) => {
      expect(texts({ schemaChangeHandling, undeclared: "followPolicy" })).toEqual([
        `s.enabled=${schema} (policy)`,
        `s.t.enabled=${table} (policy)`,
        `s.t.c.enabled=${col} (policy)`,
        `s.u.enabled=${table} (policy)`,
      ]);
    },
  );

  it("follows the policy in force where the program names none, and none that is not known", () => {
    expect(texts({ undeclared: "followPolicy" })[0]).toBe("s.enabled=false (policy)");
    const younger: ConnectionSchemaConfig = { ...UPSTREAM, schemaChangeHandling: "ALLOW_SOME" };
    expect(resolve({ undeclared: "followPolicy" }, new Upstream(younger))).toEqual([]);
  });

  it("puts names, and what they imply, before the policy", () => {
    const schemas: NamedSchemas = {
      s: { tables: { t: { enabled: true }, u: { columns: { later: { hashed: true } } } } },
    };
    expect(texts({ schemas, schemaChangeHandling: "BLOCK_ALL", undeclared: "followPolicy" })).toEqual([
      "s.enabled=true (implied)",
      "s.t.enabled=true (named)",
      "s.t.c.enabled=false (policy)",
      "s.u.enabled=false (policy)",
      "s.u.later.enabled=false (policy)",
      "s.u.later.hashed=true (named)",
    ]);
  });

  it("is the same for one property as in the whole", () => {
    const declaration: Declaration = {
      schemas: { s: { tables: { t: { enabled: true } } } },
      schemaChangeHandling: "BLOCK_ALL",
      undeclared: "followPolicy",
    };
    for (const { element, property, value, reason } of resolve(declaration, new Upstream(UPSTREAM))) {
      expect(wantedOf(declaration, element, property)).toEqual({ value, reason });
    }
    expect(wantedOf({ schemas: {} }, ["s", "t"], "enabled")).toBeUndefined();
  });
});
