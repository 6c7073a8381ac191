import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { program } from "../support/programs";
import { TestStack } from "../support/stack";

/** Options that do nothing, as they are written, with what is said of them. */
const WITHOUT_EFFECT: readonly (readonly [string, string, string])[] = [
  ["customTimeouts", 'customTimeouts: { create: "1ns", update: "1ns" }', "use the argument `timeouts`"],
  ["replaceOnChanges", 'replaceOnChanges: ["name"]', "use the option `replacementTrigger`"],
  ["version", 'version: "1.2.3"', "the version of pulumi-fivetran in package.json"],
  ["pluginDownloadURL", 'pluginDownloadURL: "http://127.0.0.1:1"', "there is no plugin to download"],
];

/** Options that work, and what becomes of a group whose name changes. */
const WITH_EFFECT: readonly (readonly [string, string, string])[] = [
  ["nothing", "", "renamed"],
  ["nothingInThem", "replaceOnChanges: [], customTimeouts: {}, version: undefined", "renamed"],
  ["ignoreChanges", 'ignoreChanges: ["name"]', "the same"],
  ["hideDiffs", 'hideDiffs: ["name"]', "renamed"],
  ["retainOnDelete", "retainOnDelete: false", "renamed"],
  ["replacementTrigger", "replacementTrigger: NAME", "another"],
  ["deleteBeforeReplace", "deleteBeforeReplace: true, replacementTrigger: NAME", "another"],
  ["additionalSecretOutputs", 'additionalSecretOutputs: ["createdAt"]', "renamed"],
  ["hooks", "hooks: { afterCreate: [hook] }", "renamed"],
];

/** A group for each option. */
const groups = (name: string): string =>
  program(`const hook = new pulumi.ResourceHook("h", () => console.log("the hook ran"));
    const NAME = "${name}";
    ${[...WITHOUT_EFFECT, ...WITH_EFFECT]
      .map(
        ([option, options]) =>
          `exports.${option} = new fivetran.Group("${option}", { name: "${option}-" + NAME }, { ${options} }).createdAt;`,
      )
      .join("\n")}`);

describe("Pulumi's options on a resource", () => {
  let server: LocalServer;
  let stack: TestStack;
  beforeEach(async () => {
    server = await startServer();
    stack = await TestStack.open({ server, program: "" });
  });
  afterEach(async () => {
    await stack.close();
    await server.stop();
  });

  const ids = async (): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await stack.resources()).map(({ urn, id = "" }) => [urn.split("::").at(-1) ?? "", id]),
    );

  it("work, or do nothing and are told with what to use instead", async () => {
    stack.program = groups("a");
    const made = await stack.up();
    expect(made.exitCode).toBe(0);
    const warnings = new Set([...made.output.matchAll(/warning: (.*)/g)].map(([, text]) => text));
    expect(warnings).toEqual(
      new Set(
        WITHOUT_EFFECT.map(([option, , instead]): unknown =>
          expect.stringMatching(`^the option \`${option}\` does nothing here: .*${instead}`),
        ),
      ),
    );
    expect(made.output).toContain("the hook ran");
    expect(made.output).toMatch(/additionalSecretOutputs *: \[secret\]/);
    const before = await ids();
    server.control.clearJournal();

    stack.program = groups("b");
    expect((await stack.up()).exitCode).toBe(0);
    const after = await ids();
    const renamed = new Set(
      server.control
        .journal()
        .flatMap(({ method, path }) => (method === "PATCH" ? [path.split("/").at(-1)] : [])),
    );
    const became = Object.entries(after).map(([option, id]) => {
      if (id !== before[option]) return [option, "another"];
      return [option, renamed.has(id) ? "renamed" : "the same"];
    });
    const expected = [
      ...WITHOUT_EFFECT.map(([option]) => [option, "renamed"]),
      ...WITH_EFFECT.map(([option, , becomes]) => [option, becomes]),
    ];
    expect(Object.fromEntries(became)).toEqual(Object.fromEntries(expected));
  });

  it.each([
    ["import", 'import: "some_id"', "the option `import` cannot work here: use the argument `adopt"],
    ["id", 'id: "some_id"', "the option `id` cannot work here: use a lookup"],
  ])("that cannot work are refused before any call, in one line: %s", async (_option, options, message) => {
    stack.program = program(`new fivetran.Group("g", { name: "a" }, { ${options} });`);
    const preview = await stack.preview();
    expect(preview.exitCode).not.toBe(0);
    expect(preview.output).toContain(`fivetran.Group 'g': ${message}`);
    expect(preview.output).not.toMatch(/\bat .*\.js:\d+/);
    expect(server.control.journal()).toEqual([]);
  });

  it("are not all passed on by a component, which says so; its children are as they would be without", async () => {
    const pipeline = (host: string): string =>
      program(`const group = new fivetran.Group("g", { name: "g" });
        const warehouse = new fivetran.Destination("w", { groupId: group.id, service: "snowflake", timeZoneOffset: "0", config: { host: "h" } });
        new fivetran.Pipeline("p", {
          groupId: warehouse.groupId, service: "postgres", destinationSchema: { prefix: "p" }, setupTests: "off", config: { host: "${host}" },
        }, { ignoreChanges: ["config"], replacementTrigger: "${host}", customTimeouts: { create: "1ns" } });`);
    stack.program = pipeline("a");
    expect((await stack.up()).exitCode).toBe(0);
    stack.program = pipeline("b");
    server.control.clearJournal();
    const up = await stack.up();
    expect(up.resources).toMatchObject({ updated: 1 });
    const writes = server.control.journal().filter(({ method }) => method !== "GET");
    expect(writes.map(({ method, path }) => `${method} ${path.replace(/s\/.*/, "s")}`)).toEqual([
      "PATCH /v1/connections",
    ]);
    for (const option of ["ignoreChanges", "replacementTrigger", "customTimeouts"])
      expect(up.output).toContain(`warning: the option \`${option}\` does nothing here: `);
  });
});
