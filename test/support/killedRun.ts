import { expect } from "vitest";
import { Company } from "./company";
import { heldBy, trackedIn } from "./inventory";
import { generator } from "./random";
import type { Run } from "./stack";

/** How much of the example company is created. The counts are more than its `up` needs, so that some seeds strike after the last: that must be harmless too. */
interface Size {
  /** Default: all. */
  readonly domains?: readonly string[];
  /** With the stack itself. */
  readonly resources: number;
  readonly mostCalls: number;
  readonly mostWrites: number;
}

/** One domain, and all that stands around it. */
export const SMALLER: Size = { domains: ["support"], resources: 55, mostCalls: 120, mostWrites: 75 };
export const WHOLE: Size = { resources: 182, mostCalls: 510, mostWrites: 260 };

/** Where a seed lets the run die. */
interface Death {
  readonly at: "apiCall" | "storeWrite";
  readonly count: number;
  readonly afterRunning: boolean;
}

/** The same death for the same seed. */
function deathOf(seed: number, { mostCalls, mostWrites }: Size): Death {
  const random = generator(seed);
  const at = seed % 2 === 0 ? "apiCall" : "storeWrite";
  const count = 1 + Math.floor(random() * (at === "apiCall" ? mostCalls : mostWrites));
  return { at, count, afterRunning: random() < 0.5 };
}

/**
 * Kills a first `up` of the example company, engine, program and provider at once, when the server reaches the seed's call or write;
 * then recovers as the readme says, in two commands, and looks for anything lost, doubled or orphaned.
 */
export async function killAndRecover(seed: number, size: Size): Promise<void> {
  const death = deathOf(seed, size);
  console.log(
    `seed ${seed}: killed at ${death.at} ${death.count}${death.afterRunning ? ", after it ran" : ""}`,
  );
  const company = await Company.open({ domains: size.domains });
  const { stack } = company;
  try {
    await killUp(company, death);
    await stack.cancel();
    await stack.config("fivetran:recover", "true");
    const recovered = await stack.up();
    expect(recovered.output).not.toMatch(/\berror\b/);
    expect(recovered.exitCode).toBe(0);
    await stack.unconfig("fivetran:recover");
    await expectEverythingOnce(company, recovered, size);
  } finally {
    await company.close();
  }
}

async function killUp({ stack, server: { control } }: Company, death: Death): Promise<void> {
  const started = await stack.startUp();
  control.halts.set(death);
  const kill = (count: number): void => {
    // The next turn of the event loop, so that the call which is to run before the death has run.
    if (count === death.count) setImmediate(() => started.kill());
  };
  const stopListening = death.at === "apiCall" ? control.onApiCall(kill) : control.onStoreWrite(kill);
  await started.done;
  stopListening();
  control.halts.release();
}

/** What Fivetran hands out once, by kind: lost with a run that was killed while it made the object. */
const HANDED_OUT: Readonly<Record<string, string>> = {
  SystemKey: "secret",
  ApiKey: "keySecret",
  ProxyAgent: "authToken",
  HybridDeploymentAgent: "token",
};

async function expectEverythingOnce(company: Company, recovered: Run, { resources }: Size): Promise<void> {
  const { stack, server, client } = company;
  const tracked = await stack.resources();
  expect(heldBy(server.control.snapshot())).toEqual(trackedIn(tracked));
  for (const { paused, id } of await client.connections.list().strict().toArray()) {
    expect({ id, paused }).toEqual({ id, paused: false });
    const { schemas } = await client.connectionSchemas.retrieve(id);
    const tables = Object.values(schemas).flatMap((schema) => Object.values(schema.tables ?? {}));
    expect(tables.some(({ columns }) => columns?.["email"]?.hashed === true)).toBe(true);
  }
  for (const { type, id, outputs } of tracked) {
    const secret = HANDED_OUT[type.slice(type.lastIndexOf(":") + 1)];
    if (secret === undefined || outputs[secret] !== undefined) continue;
    expect(recovered.output).toMatch(
      new RegExp(`warning: .*${id} were handed out when it was made.*rotationTrigger`),
    );
  }
  expect((await stack.up("--refresh")).resources).toEqual({ unchanged: resources });
}
