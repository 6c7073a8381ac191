/** Every secret of every service that the client knows, through what the provider lets out. */
import type { ServiceFamily } from "@pulumi-fivetran/sdk/services";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Handler, Properties } from "../../core/src/contract";
import { PartialFailure } from "../../core/src/errors/partialFailure";
import { connectorHandler } from "../../core/src/handlers/connector";
import { destinationHandler } from "../../core/src/handlers/destination";
import { externalLoggingHandler } from "../../core/src/handlers/externalLogging";
import { privateLinkHandler } from "../../core/src/handlers/privateLink";
import { dynamicProvider } from "../../provider/src/dynamic/provider";
import { everySecretSetting, type SecretSettings } from "../support/secretSettings";

const CONFIGURATION = { apiKey: "k", apiSecret: "s", baseUrl: "http://127.0.0.1:9", recover: false };

const HANDLERS: Record<ServiceFamily, { secretPaths: (properties: Properties) => readonly unknown[] }> = {
  connection: connectorHandler,
  destination: destinationHandler,
  log: externalLoggingHandler,
  privateLink: privateLinkHandler,
};

const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** The forms in which a message may repeat a value. */
const repeated = (secret: string): string =>
  [secret, JSON.stringify(secret), encodeURIComponent(secret), Buffer.from(secret).toString("base64")].join(
    " ",
  );

/** A provider of the family's own handler, whose every operation tells and fails with all secrets. */
function talkative({ family, secrets }: SecretSettings) {
  const text = [...secrets.values()].map(repeated).join(" ");
  const fail: Handler<Properties, Properties>["create"] = ({ inputs }, context) => {
    context.notify({ severity: "warning", path: [], message: text });
    return Promise.reject(new PartialFailure("id-1", inputs, [{ summary: `it said ${text}` }]));
  };
  const handler = {
    ...(HANDLERS[family] as unknown as Handler<Properties, Properties>),
    check: () => ({ inputs: {}, failures: [{ path: ["config"], reason: text }], notices: [] }),
    create: fail,
    update: () => Promise.reject(new Error(text)),
    read: () => Promise.reject(new Error(text)),
    delete: () => Promise.reject(new Error(text)),
  };
  return dynamicProvider("Thing", () => handler, CONFIGURATION);
}

/** What the host is handed of a failure and shows, which is not its properties: those are the state, encrypted by Pulumi. */
async function shownOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Error);
  const { message, name, stack, reasons } = error as Error & { reasons?: string[] };
  return JSON.stringify({ message, name, stack, reasons });
}

describe("a secret of any service", () => {
  it("leaves by no error, no notice and no failure of a check", async () => {
    const leaks: unknown[] = [];
    for (const of of everySecretSetting()) {
      const { family, service, settings, secrets } = of;
      const inputs = { service, ...settings };
      const provider = talkative(of);
      const shown = [
        JSON.stringify((await provider.check({}, inputs)).failures),
        await shownOf(provider.create(inputs)),
        await shownOf(provider.update("id-1", inputs, {})),
        await shownOf(provider.read("id-1", inputs)),
        await shownOf(provider.delete("id-1", inputs)),
        ...lines.splice(0),
      ].join("\n");
      for (const [path, secret] of secrets) {
        const forms = repeated(secret).split(" ");
        if (forms.some((form) => shown.includes(form))) leaks.push({ family, service, path });
      }
    }
    expect(leaks).toEqual([]);
  }, 60_000);
});
