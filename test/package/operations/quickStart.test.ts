import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const README = readFileSync(join(ROOT, "docs", "operations", "README.md"), "utf8");

/** The lines that a reader types, in their order. */
const [, quickStart = ""] = /^## Quick start\n([\s\S]*?)^## /m.exec(README) ?? [];
const lines = [...quickStart.matchAll(/^\$ (.*)$/gm)].map(([, line = ""]) => line);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "fivetran-quick-start-"));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

it("the quick start of operations works as it is written, in a blank folder", async () => {
  expect(lines.length).toBeGreaterThan(10);
  const [local, service] = [await freePort(), await freePort()];
  const script = lines.map((line) => {
    const own = line
      .replaceAll("../try", join(parent, "try"))
      .replaceAll("8100", String(local))
      .replaceAll("localhost:8000", `localhost:${service}`);
    if (own.endsWith("&")) {
      const port = own.includes("fivetran-local") ? local : service;
      // A reader types slower than it starts.
      return `${own}\nuntil curl -s -o '${parent}/answer' localhost:${port}/health; do sleep 0.2; done`;
    }
    // What is asked for last goes on for as long as the update waits.
    return own.startsWith("curl") ? `echo; echo '---'\n${own}\necho` : own;
  });
  const asked = `curl -s "localhost:${service}/operations?limit=1" -u demo:demo-secret`;
  const connectionFile = join(parent, "connection");
  // In the end the reader looks until it has ended.
  script.push(
    `until ${asked} | grep -q '"status":"succeeded"'; do sleep 0.2; done`,
    `echo; echo '---'; ${asked}`,
    `curl -s localhost:${local}/v1/connections/orders -u demo:demo-secret > '${connectionFile}'`,
  );
  const file = join(parent, "lines.sh");
  writeFileSync(file, script.join("\n"));
  const shell = spawn("bash", ["-e", file], {
    cwd: ROOT,
    env: { ...process.env, FIVETRAN_OPERATIONS_PORT: String(service) },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  try {
    let printed = "";
    shell.stdout.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
    });
    // The servers go on, and hold its output open.
    await new Promise((resolve) => shell.once("exit", resolve));
    // After an answer there is what the servers print.
    const answers = printed.split("\n---\n").map((part) => part.split("\n")[0] ?? "");
    const [, first = "", , waiting = "", , last = ""] = answers;
    expect(JSON.parse(first)).toMatchObject({ status: "succeeded" });
    expect(JSON.parse(waiting)).toMatchObject({ status: expect.stringMatching(/running|waiting/) as string });
    expect(JSON.parse(last)).toMatchObject({
      items: [{ status: "succeeded", outcome: { connection: "resumed" } }],
    });
    const connection = JSON.parse(readFileSync(connectionFile, "utf8")) as object;
    expect(connection).toMatchObject({ data: { paused: false } });
  } finally {
    // Its own group: the servers that the reader leaves running.
    if (shell.pid !== undefined) process.kill(-shell.pid, "SIGKILL");
  }
});
