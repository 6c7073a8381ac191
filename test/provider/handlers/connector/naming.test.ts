import { describe, expect, it } from "vitest";
import { namingChecks } from "../../../../provider/src/handlers/connector/naming";
import { UNKNOWN } from "../../../../provider/src/internal/unknown";

type Naming = Record<string, string>;

/** What is said of a new connection: failures as they are, warnings marked. */
function said(service: string, destinationSchema: unknown, olds?: Record<string, unknown>): string[] {
  const { failures = [], notices = [] } = namingChecks(olds, { service, destinationSchema });
  return [...failures.map(({ reason }) => reason), ...notices.map(({ message }) => `warning: ${message}`)];
}

/** One service of each kind. */
const RIGHT: Readonly<Record<string, Naming>> = {
  google_ads: { name: "n" },
  google_sheets: { name: "n", table: "t" },
  s3: { name: "n", tableGroupName: "g" },
  postgres: { prefix: "p" },
};

describe("namingChecks", () => {
  it.each(Object.entries(RIGHT))("take the form that %s wants", (service, naming) => {
    expect(said(service, naming)).toEqual([]);
  });

  it("refuse any other form, and say which one the service wants", () => {
    expect(said("postgres", { name: "n" })).toEqual(["must be `{ prefix }` for 'postgres', not `{ name }`"]);
    expect(said("postgres", { prefix: "p", name: "n" })).toEqual([
      "must be `{ prefix }` for 'postgres', not `{ prefix, name }`",
    ]);
    expect(said("google_ads", { prefix: "p" })).toEqual([
      "must be `{ name }` for 'google_ads', not `{ prefix }`",
    ]);
    expect(said("google_ads", { name: "n", table: "t" })).toEqual([
      "must be `{ name }` for 'google_ads', not `{ name, table }`",
    ]);
    expect(said("google_sheets", { name: "n" })).toEqual([
      "must be `{ name, table }` for 'google_sheets', not `{ name }`",
    ]);
    expect(said("google_sheets", {})).toEqual(["must be `{ name, table }` for 'google_sheets', not empty"]);
    expect(said("s3", { prefix: "p" })).toEqual([
      "must be `{ name, tableGroupName }` for 's3', not `{ prefix }`",
    ]);
  });

  it("only warn where Fivetran itself shows more than one form", () => {
    expect(said("s3", { name: "n" })).toEqual([
      "warning: is, as far as is known, `{ name, tableGroupName }` for 's3', not `{ name }`",
    ]);
    expect(said("s3", { name: "n", table: "t" })[0]).toMatch(/^warning: /);
    expect(said("s3", { name: "n", table: "t", tableGroupName: "g" })[0]).toMatch(/^must be /);
  });

  it("take any of the four forms for a service that this version does not know, and nothing else", () => {
    for (const naming of Object.values(RIGHT)) expect(said("new_service", naming)).toEqual([]);
    expect(said("new_service", { name: "n", table: "t", tableGroupName: "g" })).toHaveLength(1);
    expect(said("new_service", { table: "t" })).toEqual([
      "must be `{ name }` or `{ name, table }` or `{ name, tableGroupName }` or `{ prefix }`, not `{ table }`",
    ]);
  });

  it("do not judge what is not known yet, but what is", () => {
    expect(said("postgres", UNKNOWN)).toEqual([]);
    expect(said(UNKNOWN, { name: "n" })).toEqual([]);
    expect(said("postgres", { prefix: UNKNOWN })).toEqual([]);
    // It may turn out not to be given.
    expect(said("postgres", { prefix: "p", name: UNKNOWN })).toEqual([]);
    expect(said("postgres", { name: UNKNOWN })).toHaveLength(1);
    expect(said("postgres", { prefix: UNKNOWN, name: "n" })).toHaveLength(1);
  });

  it("let a connection be that has its name already: it was made under it, or is adopted", () => {
    const made = { service: "postgres", destinationSchema: { name: "n" } };
    expect(said("postgres", { name: "n" }, made)).toEqual([]);
    expect(said("postgres", { name: "other" }, made)).toHaveLength(1);
    expect(said("mysql", { name: "n" }, made)).toHaveLength(1);
    const adopted = { service: "postgres", destinationSchema: { name: "n" }, adopt: "some_id" };
    expect(namingChecks(undefined, adopted)).toEqual({});
  });
});
