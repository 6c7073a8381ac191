import { serviceIds, serviceMetadata } from "@pulumi-fivetran/sdk/services";
import { describe, expect, it } from "vitest";
import { namingChecks } from "../../../../core/src/handlers/connector/naming";
import { UNKNOWN } from "../../../../core/src/values/unknown";

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

  it("refuse a form without the part that Fivetran has been seen to demand, and say which form the service wants", () => {
    expect(said("postgres", { name: "n" })).toEqual(["must be `{ prefix }` for 'postgres', not `{ name }`"]);
    expect(said("google_ads", { prefix: "p" })).toEqual([
      "must be `{ name }` for 'google_ads', not `{ prefix }`",
    ]);
    expect(said("google_sheets", {})).toEqual(["must be `{ name, table }` for 'google_sheets', not empty"]);
    expect(said("s3", { prefix: "p" })).toEqual([
      "must be `{ name, tableGroupName }` for 's3', not `{ prefix }`",
    ]);
  });

  it("only warn where the form is wrong by the document alone", () => {
    expect(said("google_display_and_video_360", { name: "n" })).toEqual([
      "warning: is, as far as is known, `{ name, table }` for 'google_display_and_video_360', not `{ name }`",
    ]);
    expect(said("facebook_ads", { name: "n", table: "t" })).toEqual([
      "warning: is, as far as is known, `{ name }` for 'facebook_ads', not `{ name, table }`",
    ]);
    expect(said("s3", { name: "n" })).toEqual([
      "warning: is, as far as is known, `{ name, tableGroupName }` for 's3', not `{ name }`",
    ]);
    expect(said("postgres", { prefix: "p", name: "n" })).toEqual([
      "warning: is, as far as is known, `{ prefix }` for 'postgres', not `{ prefix, name }`",
    ]);
  });

  it("refuse of every service exactly the forms without its `name`, or without its `prefix`", () => {
    const parts = ["name", "table", "tableGroupName", "prefix"];
    const forms = Array.from({ length: 16 }, (_, bits) =>
      parts.filter((_part, index) => (bits >> index) & 1),
    );
    const kinds = new Set<string | undefined>();
    for (const service of serviceIds("connection")) {
      const naming = serviceMetadata("connection", service)?.naming;
      kinds.add(naming);
      const demanded = naming === "schemaPrefix" ? "prefix" : "name";
      for (const form of forms) {
        const { failures = [] } = namingChecks(undefined, {
          service,
          destinationSchema: Object.fromEntries(form.map((part) => [part, "x"])),
        });
        expect([service, form, failures.length]).toEqual([service, form, form.includes(demanded) ? 0 : 1]);
      }
    }
    expect([...kinds].sort()).toEqual(["schema", "schemaPrefix", "schemaTable", "schemaTableGroup"]);
  });

  it("take any of the four forms for a service that this version does not know", () => {
    for (const naming of Object.values(RIGHT)) expect(said("new_service", naming)).toEqual([]);
    expect(said("new_service", { name: "n", table: "t", tableGroupName: "g" })[0]).toMatch(/^warning: /);
    expect(said("new_service", { table: "t" })).toEqual([
      "must be `{ name }` or `{ name, table }` or `{ name, tableGroupName }` or `{ prefix }` for 'new_service', not `{ table }`",
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
