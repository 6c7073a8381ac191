import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "@pulumi-fivetran/server";
import { expect, it } from "vitest";
import { runCommand } from "../support/commandProcess";
import { compileErrors, filesBelow } from "../support/exported";
import { manyConnections } from "../support/manyConnections";

const NODE_MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));

it("exports 2,000 connections: imports, previews empty, and compiles", async () => {
  const server = await startServer({ seed: manyConnections(2_000) });
  const folder = await mkdtemp(join(tmpdir(), "fivetranctl-export-"));
  try {
    await symlink(NODE_MODULES, join(folder, "node_modules"));
    const exported = await runCommand(["export", "--out", "out", "--verify"], { server, folder });
    expect(exported.said).toContain("verify: the preview is empty.");
    expect(exported.code).toBe(0);
    const methods = new Set(server.control.journal().map(({ method }) => method));
    expect([...methods]).toEqual(["GET"]);
    expect(compileErrors(join(folder, "out"))).toEqual([]);
    const { resources } = JSON.parse((await filesBelow(join(folder, "out")))["import.json"] ?? "") as {
      resources: { type: string }[];
    };
    expect(resources.filter(({ type }) => type.endsWith(":Connector"))).toHaveLength(2_000);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
