import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { program } from "../support/programs";
import { TestStack } from "../support/stack";

const GROUPS = program(`for (const name of ["a", "b", "c"]) new fivetran.Group(name, { name });`);

/** Who asks Fivetran, and where: what is wrong with that is wrong for every resource. */
describe("the address and the credentials on the real engine", () => {
  let server: LocalServer;
  let stack: TestStack;
  let portal: Server;
  let portalUrl: string;

  beforeAll(async () => {
    server = await startServer();
    stack = await TestStack.open({ server, program: GROUPS });
    portal = createServer((_request, response) => {
      response.writeHead(200, { "Content-Type": "text/html" });
      response.end(
        `<!DOCTYPE html><html><body>${"<p>Please accept our terms.</p>".repeat(50)}</body></html>`,
      );
    });
    await new Promise<void>((resolve) => portal.listen(0, "127.0.0.1", resolve));
    portalUrl = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    for (const key of ["apiKey", "baseUrl", "apiUrl"])
      await stack.unconfig(`fivetran:${key}`).catch(() => undefined);
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
    await new Promise((resolve) => portal.close(resolve));
  });

  const times = (text: string, part: string): number => text.split(part).length - 1;

  it("are refused in the preview where their form cannot be, by the names that the user gave them", async () => {
    await stack.config("fivetran:baseUrl", "api.fivetran.com");
    await stack.config("fivetran:apiKey", "two words", "--secret");
    const { output, exitCode } = await stack.preview();
    expect(exitCode).not.toBe(0);
    expect(output).toContain("fivetran:baseUrl is not a URL");
    expect(output).toContain("fivetran:apiKey contains white space");
    expect(output).not.toContain("two words");
  });

  it("may not be given twice over", async () => {
    await stack.config("fivetran:baseUrl", "http://127.0.0.1:1");
    await stack.config("fivetran:apiUrl", "http://127.0.0.1:2/v1");
    const { output, exitCode } = await stack.preview();
    expect(exitCode).not.toBe(0);
    expect(output).toContain(
      "fivetran:baseUrl and fivetran:apiUrl are both set and give two different addresses",
    );
  });

  it("are told in full once where the credentials are wrong, with where they came from", async () => {
    await stack.config("fivetran:apiKey", "not-the-key", "--secret");
    const { output, exitCode } = await stack.up("--continue-on-error");
    expect(exitCode).not.toBe(0);
    const full = "The credentials were those of fivetran:apiKey and FIVETRAN_API_SECRET.";
    expect(times(output, full)).toBe(1);
    expect(new Set(output.match(/as told in full at Group '\w'/g))).toHaveLength(1);
    expect(output).toContain(`POST ${server.url}/v1/groups: Fivetran returned 401`);
    expect(output).toContain("belong to the account at FIVETRAN_API_URL");
    expect(output).not.toContain("not-the-key");
  });

  it("are told in full once where a portal answers in Fivetran's place", async () => {
    await stack.config("fivetran:apiUrl", portalUrl);
    const { output, exitCode } = await stack.up("--continue-on-error");
    expect(exitCode).not.toBe(0);
    expect(output).toContain(portalUrl);
    expect(output).toContain("fivetran:apiUrl");
    expect(times(output, "another server than Fivetran's answers, as told in full at Group")).toBeGreaterThan(
      0,
    );
  });
});
