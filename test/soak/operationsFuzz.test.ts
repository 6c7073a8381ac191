import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PythonEnvironment } from "../foreign/support/pythonEnvironment";
import { OperationsCommand } from "../support/operationsCommand";
import { OperationsRun } from "../support/operationsRun";

/** As pip chose them for this version, all of them. */
const PACKAGES = {
  schemathesis: "4.32.5",
  anyio: "4.16.0",
  certifi: "2026.10.19.post1",
  "charset-normalizer": "3.5.3",
  click: "8.5.1",
  "graphql-core": "3.3.2",
  harfile: "0.6.0",
  hypothesis: "6.170.17",
  "hypothesis-graphql": "0.13.5",
  idna: "3.20",
  iniconfig: "2.3.1",
  "jsonschema-rs": "0.60.3",
  "markdown-it-py": "4.3.0",
  markupsafe: "3.0.4",
  mdurl: "0.1.2",
  packaging: "26.4",
  pluggy: "1.7.0",
  pygments: "2.21.0",
  "pyrate-limiter": "4.5.1",
  pytest: "9.2.0",
  pyyaml: "6.0.4",
  requests: "2.34.2",
  rich: "15.0.0",
  sortedcontainers: "2.4.0",
  "typing-extensions": "4.16.0",
  urllib3: "2.8.0",
  werkzeug: "3.1.9",
};

const EXAMPLES = process.env["FUZZ_EXAMPLES"] ?? "20";
const TOKEN = "a-token-of-the-test";
/** A fault of the service; what it answers is as its own document says. */
const CHECKS = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_schema_conformance",
];

describe("the service's own document, fuzzed with schemathesis", () => {
  let run: OperationsRun;
  let command: OperationsCommand;
  beforeEach(async () => {
    run = await OperationsRun.start();
    const { apiKey, apiSecret, url } = run.server;
    command = new OperationsCommand(["--port", "0", "--data", run.data], {
      FIVETRAN_API_KEY: apiKey,
      FIVETRAN_API_SECRET: apiSecret,
      FIVETRAN_API_URL: url,
      FIVETRAN_OPERATIONS_TOKEN: TOKEN,
    });
  });
  afterEach(async () => {
    await command.end("SIGKILL");
    await run.stop();
  });

  // Of any id there is nothing; of those that are there is something to be changed.
  it.each([
    ["any ids", (text: string) => text],
    [
      "ids of connections that are there",
      (text: string) =>
        text.replaceAll('"pattern":"^[A-Za-z0-9_-]{1,100}$"', '"enum":["orders","shop","resting","archive"]'),
    ],
  ])("has no answer that is a fault: %s", async (_, change) => {
    const python = await PythonEnvironment.of("schemathesis", PACKAGES);
    // It is there or the soak fails: nobody runs it by the way.
    expect(python.missing).toBeUndefined();
    const url = await command.url();
    const document = await (await fetch(`${url}/openapi.json`)).text();
    const changed = change(document).replaceAll('"maximum":300', '"maximum":1');
    expect(changed).not.toBe(document);
    const file = join(run.folder, "openapi.json");
    writeFileSync(file, changed);
    const args = [
      "run",
      file,
      "--url",
      url,
      "-H",
      `Authorization: Bearer ${TOKEN}`,
      "--checks",
      CHECKS.join(),
    ];
    const bounds = [
      "--max-examples",
      EXAMPLES,
      "--max-time",
      "180",
      "--request-timeout",
      "60",
      "--seed",
      "1",
      "-w",
      "1",
    ];
    const { exitCode, output } = await python.run("schemathesis", [...args, ...bounds, "--no-color"], {
      cwd: run.folder,
    });
    console.log(output.slice(-3_000));
    expect(exitCode, output).toBe(0);
    const { stderr } = await command.end();
    expect(stderr).not.toContain("the service failed");
    // Pauses of windows that nobody ended are no fault; nothing else is left.
    expect(stderr).not.toContain('"level":50');
  });
});
