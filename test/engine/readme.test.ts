import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { program } from "../support/programs";
import { TestStack } from "../support/stack";

const README = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");

/** The README's program; its statements are JavaScript too, but for the imports. */
function programOfTheReadme(): string {
  const [, code = ""] = /```ts\n(import \* as pulumi[^`]*)```/.exec(README) ?? [];
  return program(code.replaceAll(/^import .*$/gm, ""));
}

describe("the README's first program", () => {
  let server: LocalServer;
  let stack: TestStack;

  beforeAll(async () => {
    server = await startServer();
    stack = await TestStack.open({ server, program: programOfTheReadme() });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  it("asks for the secrets that it names, runs, and changes nothing when it runs again", async () => {
    const early = await stack.up();
    expect(early.exitCode).not.toBe(0);
    expect(early.output).toContain("warehousePassword");
    await stack.config("warehousePassword", "hunter2-hunter2", "--secret");
    await stack.config("ordersPassword", "hunter2-hunter2", "--secret");
    expect((await stack.up()).exitCode).toBe(0);
    const creations = server.control
      .journal()
      .filter(
        ({ method, path, status }) => method === "POST" && path === "/v1/connections" && status === 201,
      );
    expect(creations).toHaveLength(1);
    const again = await stack.up();
    expect(again.resources).toEqual({ unchanged: 7 });
  });
});
