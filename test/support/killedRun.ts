import { FivetranClient } from "@pulumi-fivetran/sdk";
import { startServer } from "@pulumi-fivetran/server";
import { expect } from "vitest";
import { manyConnectors } from "./programs";
import { generator } from "./random";
import { TestStack } from "./stack";

const CONNECTORS = 3;
const RESOURCES = 3 + 3 * CONNECTORS;
/** More than an `up` of the program needs, so that some seeds strike after the last call: that must be harmless too. */
const MOST_CALLS = 5 + 5 * CONNECTORS;
const MOST_WRITES = 2 + 4 * CONNECTORS;

/** Where a seed lets the run die. */
interface Death {
  readonly at: "apiCall" | "storeWrite";
  readonly count: number;
  readonly afterRunning: boolean;
}

/** The same death for the same seed. */
function deathOf(seed: number): Death {
  const random = generator(seed);
  const at = seed % 2 === 0 ? "apiCall" : "storeWrite";
  const count = 1 + Math.floor(random() * (at === "apiCall" ? MOST_CALLS : MOST_WRITES));
  return { at, count, afterRunning: random() < 0.5 };
}

/**
 * Kills a first `up`, engine, program and provider at once, when the server reaches the seed's call or write; then recovers as the
 * readme says, in two commands, and looks for anything lost or doubled.
 */
export async function killAndRecover(seed: number): Promise<void> {
  const death = deathOf(seed);
  console.log(
    `seed ${seed}: killed at ${death.at} ${death.count}${death.afterRunning ? ", after it ran" : ""}`,
  );
  const server = await startServer();
  const stack = await TestStack.open({ server, program: manyConnectors(CONNECTORS, { whole: true }) });
  try {
    const started = await stack.startUp();
    server.control.halts.set(death);
    const { control } = server;
    const kill = (count: number): void => {
      // The next turn of the event loop, so that the call which is to run before the death has run.
      if (count === death.count) setImmediate(() => started.kill());
    };
    const stopListening = death.at === "apiCall" ? control.onApiCall(kill) : control.onStoreWrite(kill);
    await started.done;
    stopListening();
    server.control.halts.release();

    await stack.cancel();
    await stack.config("fivetran:recover", "true");
    const recovered = await stack.up();
    expect(recovered.output).not.toMatch(/\berror\b/);
    expect(recovered.exitCode).toBe(0);
    await stack.unconfig("fivetran:recover");
    await expectEverythingOnce(server, stack);
  } finally {
    await stack.close();
    await server.stop();
  }
}

async function expectEverythingOnce(
  server: { url: string; apiKey: string; apiSecret: string },
  stack: TestStack,
): Promise<void> {
  const client = new FivetranClient({
    apiKey: server.apiKey,
    apiSecret: server.apiSecret,
    baseUrl: server.url,
  });
  expect((await client.groups.list().all()).map(({ name }) => name)).toEqual(["many"]);
  expect(await client.destinations.list().all()).toHaveLength(1);
  const connections = await client.connections.list().all();
  expect(connections.map(({ schema }) => schema).sort()).toEqual(["c0", "c1", "c2"]);
  for (const { id, paused, syncFrequency } of connections) {
    expect({ paused, syncFrequency }).toEqual({ paused: false, syncFrequency: 60 });
    const { schemas } = await client.connectionSchemas.retrieve(id);
    expect(schemas["public"]?.tables["customers"]?.columns["email"]?.hashed).toBe(true);
  }
  expect((await stack.up()).resources).toEqual({ unchanged: RESOURCES });
  expect((await stack.refresh()).resources).toEqual({ unchanged: RESOURCES });
}
