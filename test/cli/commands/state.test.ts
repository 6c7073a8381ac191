import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCommandLine } from "../../../cli/src/command";
import { CommandLine } from "../support/commandLine";
import { Written } from "../support/connectorFolder";
import { connection, SEED } from "../support/seed";

describe("fivetranctl state", () => {
  let line: CommandLine;
  beforeEach(async () => {
    const tickets = connection("calm_seal", "warm_heron", "aws_lambda", "tickets", {});
    line = await CommandLine.open({ seed: { ...SEED, connections: [...SEED.connections, tickets] } });
    await line.server.control.syncRules.add({
      connectionId: "calm_seal",
      outcome: "SUCCESSFUL",
      state: { cursor: 7, token: "hush-hush" },
    });
    await line.run(["sync", "calm_seal"]);
    await line.clock.sleep(1000);
  });
  afterEach(() => line.close());

  const state = async (): Promise<unknown> =>
    JSON.parse((await line.run(["state", "get", "analytics/tickets"])).out);

  it("get prints it into a pipe, or writes a file of its owner's", async () => {
    expect(await state()).toEqual({ cursor: 7, token: "hush-hush" });
    const out = join(line.folder, "state.json");
    const { code, said, out: printed } = await line.run(["state", "get", "calm_seal", "--out", out]);
    expect({ code, printed }).toEqual({ code: 0, printed: "" });
    expect(said).not.toContain("hush");
    expect(readFileSync(out, "utf8")).toContain("hush-hush");
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect((await line.run(["state", "get", "calm_seal", "--out", out])).code).toBe(2);
  });

  it("get shows it on a terminal with --reveal only", async () => {
    const run = async (...args: string[]) => {
      const written = new Written();
      const terminal = {
        print: (text: string) => written.print(text),
        say: (text: string) => written.say(text),
        results: { columns: 80, hasColors: false },
      };
      const given = {
        environment: line.environment,
        folder: line.folder,
        signal: new AbortController().signal,
        ask: undefined,
      };
      return { code: await runCommandLine(args, terminal, given), all: written.all };
    };
    expect(await run("state", "get", "calm_seal")).toMatchObject({
      code: 2,
      all: expect.not.stringContaining("hush") as string,
    });
    expect(await run("api", "connections.retrieveState", "calm_seal")).toMatchObject({
      code: 2,
      all: expect.not.stringContaining("hush") as string,
    });
    expect(await run("state", "get", "calm_seal", "--reveal")).toMatchObject({
      code: 0,
      all: expect.stringContaining("hush-hush") as string,
    });
  });

  it("update replaces or merges it, keeps the one before, and restore puts that back", async () => {
    const file = join(line.folder, "new.json");
    writeFileSync(file, '{"cursor": 8}');
    const args = ["--store", join(line.folder, "operations"), "--yes", "--json"];
    const updated = await line.run(["state", "update", "calm_seal", "--file", file, ...args]);
    expect(updated.code).toBe(0);
    expect(updated.said).toContain(
      "About to replace the state of analytics/tickets (calm_seal) in account Acme",
    );
    const { operationId, connection: left } = JSON.parse(updated.out) as {
      operationId: string;
      connection: string;
    };
    expect(left).toBe("resumed");
    expect((await line.run(["state", "get", "calm_seal"])).out).toBe('{"cursor":8}');
    writeFileSync(file, '{"page": 2, "cursor": null}');
    expect((await line.run(["state", "update", "calm_seal", "--file", file, "--merge", ...args])).code).toBe(
      0,
    );
    expect(await state()).toEqual({ page: 2 });
    const restored = await line.run(["state", "restore", "calm_seal", "--operation", operationId, ...args]);
    expect(restored.code).toBe(0);
    expect(await state()).toEqual({ cursor: 7, token: "hush-hush" });
    for (const { out, said } of [updated, restored]) expect(`${out}${said}`).not.toContain("hush");
    expect(
      await line.run(["state", "restore", "crisp_falcon", "--operation", operationId, ...args]),
    ).toMatchObject({
      code: 1,
      said: expect.stringContaining("is not of this connection") as string,
    });
  });

  it("says what has no state, and refuses what is no state", async () => {
    expect(await line.run(["state", "get", "crisp_falcon"])).toMatchObject({
      code: 1,
      said: expect.stringContaining("Only function and Connector SDK connections have one") as string,
    });
    const file = join(line.folder, "bad.json");
    for (const text of ["[1]", "{hush-hush", "7"]) {
      writeFileSync(file, text);
      const { code, said } = await line.run(["state", "update", "calm_seal", "--file", file, "--yes"]);
      expect(code).toBe(2);
      expect(said).not.toContain("hush");
    }
    writeFileSync(file, "{}");
    expect(await line.run(["state", "update", "calm_seal", "--file", file])).toMatchObject({
      code: 2,
      said: expect.stringContaining("Give --yes.") as string,
    });
    expect(line.writes()).toEqual(["POST /v1/connections/calm_seal/sync"]);
  });
});
