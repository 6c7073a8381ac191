/** Every secret of every service that this version knows, through what the client lets out. */
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { inspect } from "node:util";
import type { FivetranClient } from "@pulumi-fivetran/sdk";
import { customService } from "@pulumi-fivetran/sdk";
import { describe, expect, it } from "vitest";
import { everySecretSetting, type SecretSettings } from "../support/secretSettings.ts";
import { failureOf, makeClient } from "./support/api.ts";
import { useHostileServers } from "./support/hostileServer.ts";

const servers = useHostileServers();
const ALL = [...everySecretSetting()];

/** All that a log, a test runner or a careless program would print. */
function printed(error: Error): string {
  return [
    error.message,
    error.stack,
    JSON.stringify(error),
    inspect(error, { depth: 20, showHidden: true }),
  ].join();
}

/** What makes and what changes a thing of each family. `named` says whether a change names the service. */
const CALLS: Record<
  SecretSettings["family"],
  {
    create: (client: FivetranClient, of: SecretSettings) => Promise<unknown>;
    update: (client: FivetranClient, of: SecretSettings, named: boolean) => Promise<unknown>;
  }
> = {
  connection: {
    create: ({ connections }, { service, settings }) =>
      connections.create({ groupId: "g", service: customService(service), ...settings }),
    update: ({ connections }, { service, settings }, named) =>
      connections.update("c", named ? { service: customService(service), ...settings } : settings),
  },
  destination: {
    create: ({ destinations }, { service, settings: { config } }) =>
      destinations.create({ groupId: "g", service: customService(service), timeZoneOffset: "0", config }),
    update: ({ destinations }, { service, settings: { config } }, named) =>
      destinations.update("d", named ? { service: customService(service), config } : { config }),
  },
  log: {
    create: ({ externalLogging }, { service, settings: { config } }) =>
      externalLogging.create({ groupId: "g", service: customService(service), enabled: true, config }),
    update: ({ externalLogging }, { service, settings: { config } }, named) =>
      externalLogging.update("l", named ? { service: customService(service), config } : { config }),
  },
  privateLink: {
    create: ({ privateLinks }, { service, settings: { config } }) =>
      privateLinks.create({ name: "p", region: "r", service: customService(service), config }),
    update: ({ privateLinks }, { service, settings: { config } }, named) =>
      privateLinks.update("p", named ? { service: customService(service), config } : { config }),
  },
};

/** Secrets that a family's calls can carry: only connections have `auth`. */
const carried = ({ family, secrets }: SecretSettings): string[] =>
  [...secrets].filter(([path]) => path !== "auth" || family === "connection").map(([, value]) => value);

/** Every text in a body, as a server that wants to be helpful repeats them. */
async function textsOf(request: IncomingMessage): Promise<string[]> {
  const found: string[] = [];
  JSON.parse(await text(request), (_, value: unknown) => {
    if (typeof value === "string") found.push(value);
    return value;
  });
  return found;
}

const NONE = { perMinute: Number.POSITIVE_INFINITY, perHour: Number.POSITIVE_INFINITY };
const UNLIMITED = {
  allCalls: NONE,
  setupTests: NONE,
  sourceInteractions: NONE,
  privateLinkCreation: NONE,
};

type Call = (client: FivetranClient, of: SecretSettings) => Promise<unknown>;

/** What a server may answer that repeats the texts of a request, by a status and a body. */
const REPEATING: readonly [status: number, bodyOf: (texts: string[]) => string][] = [
  [400, (texts) => JSON.stringify({ code: texts.join("-"), message: texts.join(" ") })],
  [403, (texts) => `<html><title>${texts.join(" ")}</title>`],
  [422, (texts) => texts.join(" ")],
  [201, (texts) => `{"data":${JSON.stringify(texts)}`],
  [200, (texts) => JSON.stringify({ code: "Success", data: { [texts.join()]: 1, config: texts } })],
];

describe("a secret of any service", () => {
  it("is one of many that the sweep goes through", () => {
    expect(ALL).toHaveLength(831);
    expect(ALL.reduce((sum, { secrets }) => sum + secrets.size, 0)).toBeGreaterThan(1_841);
  });

  it.each<[string, Call]>([
    ["creation", (client, of) => CALLS[of.family].create(client, of)],
    ["change that names the service", (client, of) => CALLS[of.family].update(client, of, true)],
    ["change that does not", (client, of) => CALLS[of.family].update(client, of, false)],
  ])(
    "leaves by no error and no event of a %s, whatever repeats it",
    async (_, call) => {
      let answers = 0;
      const server = await servers.http((request, response) => {
        void textsOf(request).then((texts) => {
          const [status, bodyOf] = REPEATING[answers % REPEATING.length] ?? [400, String];
          answers += 1;
          response.writeHead(status, { "X-Request-Id": texts.at(-1) ?? "" }).end(bodyOf(texts));
        });
      });
      const { client, events } = makeClient({ baseUrl: server.url, rateLimits: UNLIMITED });
      const outcomes = ALL.map(async (of) => {
        const text = printed(await failureOf(call(client, of)));
        return carried(of).filter((secret) => text.includes(secret));
      });
      expect((await Promise.all(outcomes)).flat()).toEqual([]);
      const told = JSON.stringify(events);
      expect(ALL.flatMap(carried).filter((secret) => told.includes(secret))).toEqual([]);
      expect(answers).toBeGreaterThanOrEqual(ALL.length);
    },
    60_000,
  );
});
