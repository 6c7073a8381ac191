import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommandLine } from "../../cli/src/command";
import { Folder, Written } from "../cli/support/connectorFolder";
import { duckdbRows } from "../support/moving";
import { GoProgram } from "./support/goProgram";

/** On gRPC's own library for Go, and without anything of ours. */
describe("a connector in Go, behind the partner protocol", () => {
  let program: GoProgram;
  beforeAll(async () => {
    program = await GoProgram.own("goConnector");
  });
  afterAll(() => program.remove());

  it("runs, goes on from its state, and is tested", async ({ skip }) => {
    skip(program.missing !== undefined, program.missing);
    using folder = new Folder({ "inventory/configuration.json": "{}" });
    const command = async (name: string): Promise<string> => {
      const written = new Written();
      const args = ["connector", name, join(folder.path, "inventory"), "--serve", program.file ?? ""];
      expect(await runCommandLine(args, written), written.all).toBe(0);
      return written.all;
    };
    await command("run");
    await command("run");
    const file = join(folder.path, "inventory", "files", "warehouse.duckdb");
    const sql =
      "SELECT count(*) AS n, max(id) AS last, sum(total) AS total, max(note) AS note, typeof(any_value(total)) AS type FROM inventory.orders";
    expect(await duckdbRows(file, sql)).toEqual([
      { n: "2000", last: "2000", total: "1000500.0", note: "no. 999", type: "DOUBLE" },
    ]);
    expect(await command("test")).toContain("passed  Reach the source");
    expect(await command("schema")).toContain("id LONG");
  });
});
