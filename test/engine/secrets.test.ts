import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pipeline } from "../support/programs";
import { TestStack } from "../support/stack";

const PASSWORD = "correct-horse-battery-staple";
const CHANGED = "an-even-more-correct-horse";

/** Copies what the provider process writes to a file of its own, apart from what Pulumi writes around it. */
const RECORDER = `
if (process.argv.some((argument) => argument.includes("dynamic-provider"))) {
  const { appendFileSync } = require("node:fs");
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    stream.write = (chunk, ...rest) => { appendFileSync(process.env.RECORD_FILE, String(chunk)); return write(chunk, ...rest); };
  }
}
`;

/** Each test goes on where the one before ended. */
describe("secrets", () => {
  let server: LocalServer;
  let stack: TestStack;
  let folder: string;
  let written: string;

  beforeAll(async () => {
    server = await startServer({
      keys: [{ key: "the-key-of-this-test", secret: "the-secret-of-this-test" }],
    });
    folder = await mkdtemp(join(tmpdir(), "pulumi-fivetran-recorded-"));
    written = join(folder, "written");
    await writeFile(join(folder, "recorder.cjs"), RECORDER);
    const env = { NODE_OPTIONS: `--require=${join(folder, "recorder.cjs")}`, RECORD_FILE: written };
    stack = await TestStack.open({ server, program: pipeline({ password: PASSWORD }), env });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const expectNoSecret = (text: string): void => {
    for (const secret of [PASSWORD, CHANGED, server.apiKey, server.apiSecret])
      expect(text).not.toContain(secret);
  };

  it("are in no ordinary output: preview, up and diff", async () => {
    expectNoSecret((await stack.preview("--diff")).output);
    expectNoSecret((await stack.up("--diff")).output);
    stack.program = pipeline({ password: CHANGED });
    expectNoSecret((await stack.preview("--diff")).output);
    expectNoSecret((await stack.up("--diff")).output);
    expectNoSecret((await stack.refresh("--diff")).output);
  });

  it("[3.11] are in no exported state, though the program declared them as plain text", async () => {
    const state = await stack.exportText();
    expectNoSecret(state);
    expect(state).toContain("db.acme.com");
  });

  it("are kept leaf by leaf: what is no secret stays readable, also after a refresh", async () => {
    const state = JSON.parse(await stack.exportText()) as {
      deployment: {
        resources: {
          type: string;
          inputs?: { config?: Record<string, unknown> };
          outputs?: { config?: Record<string, unknown> };
        }[];
      };
    };
    const connector = state.deployment.resources.find(({ type }) => type.endsWith(":Connector"));
    for (const config of [connector?.inputs?.config, connector?.outputs?.config]) {
      expect(config).toMatchObject({ host: "db.acme.com", database: "shop", user: "fivetran" });
      expect(config?.["password"]).toHaveProperty("ciphertext");
    }
  });

  it("are in no error, though Fivetran's own messages quote them", async () => {
    server.control.faults.add({
      method: "PATCH",
      path: "/v1/connections/[^/]+$",
      times: 1,
      status: 400,
      code: "InvalidInput",
      message: `cannot log in with ${PASSWORD}`,
    });
    stack.program = pipeline({ password: PASSWORD });
    const up = await stack.up("--diff");
    expect(up.exitCode).not.toBe(0);
    expect(up.output).toContain("cannot log in with [");
    expectNoSecret(up.output);
  });

  it("are in no line that this package writes, even where Pulumi's own logs show every input", async () => {
    await server.control.setupTests.add({
      host: "db.acme.com",
      tests: [{ title: "Logging in", status: "FAILED", message: `not with ${PASSWORD}` }],
    });
    const warning = pipeline({ password: PASSWORD }).replace('service: "postgres"', '$&, setupTests: "warn"');
    stack.program = warning;
    const up = await stack.up("--debug", "--logtostderr", "-v=9");
    // Pulumi's own lines do tell, which shows that this test would see ours.
    expect(up.output).toContain(PASSWORD);
    const ours = await readFile(written, "utf8");
    expect(ours).toContain("Logging in: not with [secret]");
    expectNoSecret(ours);
    const errors = up.output.split("\n").filter((line) => /^\s*(error|warning|info): /.test(line));
    expectNoSecret(errors.join("\n"));
    for (const secret of [server.apiKey, server.apiSecret]) expect(up.output).not.toContain(secret);
  });
});
