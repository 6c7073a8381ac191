import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { helpText } from "../../operations/src/commandOptions";
import { HANDLER_NAMES } from "../../operations/src/events/handlers";
import { ServiceTest } from "./support/serviceTest";

const run = promisify(execFile);
const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const API = read("docs/operations/api.md");

/** What each command of a page prints, as the page has it. */
const examples = [...API.matchAll(/^```console\n([\s\S]*?)^```$/gm)].flatMap(([, block = ""]) =>
  [...block.matchAll(/^\$ (.*)\n((?:(?!\$ ).*\n)*)/gm)].map(([, command = "", printed = ""]) => ({
    command,
    printed: printed.trim(),
  })),
);

describe("docs/operations", () => {
  let test: ServiceTest;
  const variables: Record<string, string> = {};
  beforeAll(async () => {
    test = await ServiceTest.start({
      events: {
        handlers: {
          onSyncError: () => {
            throw new Error("The handler is broken");
          },
        },
      },
    });
    await putAside();
    const { apiKey, apiSecret } = test.fivetran.server;
    Object.assign(variables, {
      PATH: process.env["PATH"] ?? "",
      OPERATIONS: test.service.url,
      TOKEN: test.service.token.text,
      FIVETRAN_API_KEY: apiKey,
      FIVETRAN_API_SECRET: apiSecret,
    });
  });
  afterAll(() => test.stop());

  async function putAside(): Promise<void> {
    const { deliveries, dispatcher } = test.service.events;
    const event = { event: "sync_end", created: "2026-01-01T00:00:00Z", connector_id: "shop" };
    await deliveries.receive(Buffer.from(JSON.stringify({ ...event, data: { status: "FAILED" } })));
    for (let attempt = 0; attempt < 10; attempt++) {
      await test.service.runtime.store.database.run("UPDATE fivetran_deliveries SET due_at = 0");
      await dispatcher.idle();
    }
  }

  it.each(examples)("$command", async ({ command, printed }) => {
    const { stdout } = await run("sh", ["-c", command], { env: variables });
    if (!printed.startsWith("{")) {
      expect(stdout).toContain(printed.replace(/^…|…$/g, ""));
      return;
    }
    const shown = JSON.parse(stdout) as { id?: string; items?: { event_id?: string }[] };
    expect(shown).toMatchObject(likeShown(JSON.parse(printed)) as object);
    if (shown.id !== undefined) variables["ID"] = shown.id;
    const [first] = shown.items ?? [];
    if (first?.event_id !== undefined) variables["EVENT"] = first.event_id;
  });

  it("has an example of each path and method", () => {
    const asked = test.service.routes
      .filter(({ path }) => !path.startsWith("/page."))
      .map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(asked.length).toBeGreaterThan(15);
    expect(asked.filter((one) => !API.includes(`## \`${one}\`\n`))).toEqual([]);
    expect(examples.length).toBeGreaterThanOrEqual(asked.length);
  });

  it("names every option of the command, every handler and every variable", () => {
    const text = ["README.md", "production.md", "events.md", "api.md"]
      .map((name) => read(`docs/operations/${name}`))
      .join("\n");
    const help = helpText();
    const options = [...help.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, name = ""]) => name);
    const variablesNamed = [...help.matchAll(/\b(?:FIVETRAN|DBOS)_[A-Z_]+[A-Z]\b/g)].map(([name]) => name);
    expect(options.length).toBeGreaterThan(15);
    expect([...options, ...HANDLER_NAMES, ...variablesNamed].filter((name) => !text.includes(name))).toEqual(
      [],
    );
  });
});

/** What is left out of an answer is anything. */
function likeShown(value: unknown): unknown {
  if (value === "…") return expect.anything();
  if (Array.isArray(value))
    return value.length === 0
      ? []
      : (expect.arrayContaining([expect.objectContaining(likeShown(value[0]) as object)]) as unknown);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, likeShown(one)]));
}
