import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startProcess } from "../../../tools/engine/process.ts";
import { Example } from "./example";

const VITEST = fileURLToPath(new URL("../../../node_modules/vitest/vitest.mjs", import.meta.url));

describe("the example of a tested stack", () => {
  let example: Example;
  beforeAll(async () => {
    example = await Example.copy("tested");
  });
  afterAll(() => example.close());

  const npmTest = async (): Promise<{ exitCode: number | undefined; output: string }> => {
    // The example names its own state, where nobody else's is.
    const { PULUMI_BACKEND_URL: _backend, ...env } = example.workspace.env;
    const { exitCode, stdout, stderr } = await startProcess(process.execPath, [VITEST, "run"], {
      cwd: example.folder,
      env: { ...env, NO_COLOR: "1" },
    }).done;
    return { exitCode, output: stdout + stderr };
  };

  it("passes, and passes again on what the first run has left", async () => {
    for (const _run of [1, 2]) {
      const { exitCode, output } = await npmTest();
      expect(output).toContain("Tests  4 passed (4)");
      expect(exitCode).toBe(0);
    }
  });

  it("fails when the program forgets to hash", async () => {
    const program = join(example.folder, "index.ts");
    const text = await readFile(program, "utf8");
    await writeFile(program, text.replace("email: { hashed: true }", "email: { enabled: true }"));
    const { exitCode, output } = await npmTest();
    expect(output).toContain("1 failed");
    expect(output).toContain("hashes e-mails, and leaves phones out");
    expect(exitCode).toBe(1);
  });
});
