import { createHash } from "node:crypto";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CommandRun, runCommand } from "../support/commandProcess";
import { compileErrors, filesBelow } from "../support/exported";
import {
  bridgedExport,
  ENTRIES,
  STATE_SECRETS,
  type StateEntry,
  terraformState,
} from "../support/terraformState";

const NODE_MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));

describe("fivetranctl import", () => {
  let server: LocalServer;
  let folder: string;
  let entries: readonly StateEntry[];

  beforeAll(async () => {
    server = await startServer();
    folder = await mkdtemp(join(tmpdir(), "fivetranctl-import-"));
    await symlink(NODE_MODULES, join(folder, "node_modules"));
    await writeFile(join(folder, "code.zip"), "PK");
    const hash = createHash("sha256").update("PK").digest("hex");
    entries = ENTRIES.map((entry) =>
      entry.type === "fivetran_connector_sdk_package"
        ? { ...entry, attributes: { ...entry.attributes, file_sha256_hash: hash } }
        : entry,
    );
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const importing = (...args: string[]): Promise<CommandRun> =>
    runCommand(["import", ...args], { server, folder });

  const check = async (ran: CommandRun, out: string): Promise<Record<string, string>> => {
    expect(ran.said).toContain("verify: the preview is empty.");
    expect(ran.code).toBe(0);
    const files = await filesBelow(join(folder, out));
    const all = Object.values(files).join("\n");
    expect(STATE_SECRETS.filter((secret) => all.includes(secret))).toEqual([]);
    expect(compileErrors(join(folder, out))).toEqual([]);
    expect(server.control.journal()).toEqual([]);
    // No id of what the program declares stands in it but in a comment.
    const { resources } = JSON.parse(files["import.json"] ?? "") as { resources: { id: string }[] };
    const code = Object.entries(files).map(([name, text]) =>
      name.endsWith(".ts") ? text.replaceAll(/\/\*\*.*?\*\//gs, "") : "",
    );
    const literal = resources.filter(({ id }) => code.some((text) => text.includes(`"${id}"`)));
    expect(literal.map(({ id }) => id)).toEqual(["cold_crane"]);
    return files;
  };

  it("takes a state of Terraform with a resource of each type: it compiles, and previews empty", async () => {
    await writeFile(join(folder, "terraform.tfstate"), terraformState(entries));
    const files = await check(
      await importing("terraform", ".", "--out", "terraform", "--verify"),
      "terraform",
    );
    const report = files["EXPORT.md"] ?? "";
    expect(report).toContain("fivetran_newer_thing");
    expect(report).toContain("aws_s3_bucket");
    expect(report).toContain("terraform state rm 'fivetran_connector.orders'");
    expect(report).not.toContain("aws_s3_bucket.lake'");
  });

  it("takes a stack of the bridged provider in the same way", async () => {
    await writeFile(join(folder, "stack.json"), bridgedExport(entries));
    const files = await check(
      await importing("pulumi", "stack.json", "--out", "bridged", "--verify"),
      "bridged",
    );
    expect(files["EXPORT.md"]).toContain("leave-old-stack.sh");
  });
});
