import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { packSource } from "../../../core/src/connectorSdk/package";
import { connectorSdkPackageHandler } from "../../../core/src/handlers/connectorSdkPackage";
import { startWorkbench, type Workbench } from "../../support/context";
import { describeLifecycle } from "../../support/lifecycle";

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "pulumi-fivetran-package-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Inputs as the class makes them of a folder with this code. */
function inputsOf(code: string): { source: string; fileSha256Hash: string } {
  const source = mkdtempSync(join(root, "connector-"));
  writeFileSync(join(source, "connector.py"), code);
  return { source, fileSha256Hash: packSource(source).sha256 };
}

describeLifecycle(connectorSdkPackageHandler, {
  arrange: () => Promise.resolve(inputsOf("one")),
  listedAs: () => expect.any(String) as unknown,
  changed: () => inputsOf("two"),
  replacements: {},
  outside: {
    change: async ({ client }, id) =>
      void (await client.connectorSdkPackages.update(id, packSource(inputsOf("by hand").source).bytes)),
    shows: "fileSha256Hash",
  },
  deletes: true,
  removeParent: ({ client }, _inputs, id) => client.connectorSdkPackages.delete(id),
});

describe("ConnectorSdkPackage", () => {
  let bench: Workbench;
  beforeEach(async () => {
    bench = await startWorkbench();
  });
  afterEach(() => bench.stop());

  it("sends nothing when the files have changed since the program looked at them", async () => {
    const inputs = inputsOf("one");
    writeFileSync(join(inputs.source, "connector.py"), "edited meanwhile");
    await expect(connectorSdkPackageHandler.create({ inputs }, bench.context)).rejects.toThrow(
      "has changed since the program looked at it",
    );
    expect(bench.server.control.journal()).toEqual([]);
  });

  it("makes no change of a folder that was moved", async () => {
    const inputs = inputsOf("one");
    const { id, outputs } = await connectorSdkPackageHandler.create({ inputs }, bench.context);
    const news = inputsOf("one");
    expect(news.source).not.toBe(inputs.source);
    const { changes } = await connectorSdkPackageHandler.diff({ id, olds: outputs, news }, bench.context);
    expect(changes).toEqual([]);
  });

  it("says in the check why a source cannot be packed, for a program that could not make the hash", () => {
    const { source } = inputsOf("one");
    writeFileSync(join(source, ".env"), "TOKEN=hunter2");
    const check = (news: object) =>
      connectorSdkPackageHandler.check({ olds: undefined, news: { ...news } }).failures;
    expect(check({ source, adopt: "" })).toEqual([
      { path: ["source"], reason: expect.stringMatching(/^'\.env' in '.*' may hold secrets/) as string },
      { path: ["adopt"], reason: "must be the id of an existing object" },
    ]);
    expect(check({ source: join(source, "nowhere") })).toEqual([
      { path: ["source"], reason: expect.stringContaining("there is no folder and no file") as string },
    ]);
    expect(check({})).toContainEqual({ path: ["source"], reason: "is required" });
  });
});
