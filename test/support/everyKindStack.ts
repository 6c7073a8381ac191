import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { expect } from "vitest";
import {
  type Arrangement,
  arrangeEveryKind,
  type Declaration,
  declaring,
  type EveryKind,
  TAKING_OVER,
} from "./everyKind";
import { kindOf, type Run, type StateResource, TestStack } from "./stack";

/** What resources make; the rest of a server's records follows from it, or moves by itself. */
const MADE = new Set([
  "connections",
  "connectorSdkPackages",
  "destinations",
  "groups",
  "hybridAgents",
  "logServices",
  "memberships",
  "privateLinks",
  "proxyAgents",
  "secretsManagers",
  "systemKeys",
  "teams",
  "transformationProjects",
  "transformations",
  "trust",
  "users",
  "webhooks",
]);

/** A stack with one resource of every kind, and the account that it is in. */
export class EveryKindStack {
  readonly #counts: Readonly<Record<string, number>>;
  #declared: readonly Declaration[];

  private constructor(
    readonly server: LocalServer,
    readonly stack: TestStack,
    readonly kinds: EveryKind,
    /** Records by collection before the program made any. */
    readonly arranged: Readonly<Record<string, number>>,
    private readonly flags: readonly string[],
  ) {
    this.#counts = countsOf(server);
    this.#declared = kinds.declarations;
  }

  /** @param flags Of every `up`. */
  static async open(flags: readonly string[]): Promise<EveryKindStack> {
    const server = await startServer({ seed: { privateLinkChangeMs: 0 } });
    const { apiKey, apiSecret, url } = server;
    const client = new FivetranClient({ apiKey, apiSecret, baseUrl: url });
    const stack = await TestStack.open({ server, program: "" });
    const kinds = await arrangeEveryKind(client, stack.folder);
    const arranged = countsOf(server);
    stack.program = declaring(kinds.declarations, { suffix: "" });
    const up = await stack.up();
    expect(up.output).not.toMatch(/\berror\b/);
    return new EveryKindStack(server, stack, kinds, arranged, flags);
  }

  async close(): Promise<void> {
    await this.stack.close();
    await this.server.stop();
  }

  /** Runs the program that declares the resources so. */
  up(arrangement: Arrangement, ...flags: string[]): Promise<Run> {
    this.declare(arrangement);
    return this.stack.up(...this.flags, ...flags);
  }

  declare(arrangement: Arrangement, declarations: readonly Declaration[] = this.#declared): void {
    this.#declared = declarations;
    this.stack.program = declaring(declarations, arrangement);
  }

  /** Records of the server by collection. */
  counted(): Record<string, number> {
    return countsOf(this.server);
  }

  /** What the server holds: every record by its id, with the hashes that are trusted. */
  held(): string[] {
    const made = this.server.control.snapshot().filter(({ collection }) => MADE.has(collection));
    return made.map(({ collection, id, value }) => `${collection} ${id} ${stateIn(value)}`).sort();
  }

  /** Ids by kind; where a kind has two records, that of the newest. */
  async ids(): Promise<Record<string, string>> {
    return Object.fromEntries((await this.stack.resources()).map(({ type, id = "" }) => [kindOf(type), id]));
  }

  /** Ids by kind of what a program can adopt. */
  async adoptable(kinds?: readonly string[]): Promise<Record<string, string>> {
    const canBe = (kind: string): boolean => !TAKING_OVER.includes(kind) && kinds?.includes(kind) !== false;
    return Object.fromEntries(Object.entries(await this.ids()).filter(([kind]) => canBe(kind)));
  }

  async urns(kinds?: readonly string[]): Promise<string[]> {
    const resources = await this.stack.resources();
    return resources.filter(({ type }) => kinds?.includes(kindOf(type)) !== false).map(({ urn }) => urn);
  }

  /** Flags by which an `up` replaces everything, or these kinds. */
  async replacing(kinds?: readonly string[]): Promise<string[]> {
    return (await this.urns(kinds)).flatMap((urn) => ["--replace", urn]);
  }

  /** One record for each resource, one object for each record, and a refresh that finds nothing to tell. */
  async expectWhole(): Promise<void> {
    const declared = this.#declared.map(({ kind }) => kind).sort();
    expect(kindsOf(await this.stack.resources())).toEqual(declared);
    expect(this.counted()).toEqual(this.#counts);
    const refreshed = await this.stack.refresh();
    expect(refreshed.resources).toEqual({ unchanged: expect.any(Number) as number });
    expect(kindsOf(await this.stack.resources())).toEqual(declared);
  }

  /** The kinds of the resources whose diagnostics say this. */
  saying({ output }: Run, text: RegExp): string[] {
    const blocks = output.slice(output.indexOf("\nDiagnostics:")).split(/^ {2}(?=pulumi)/m);
    const kinds = blocks.flatMap((block) => {
      const kind = /^pulumi-nodejs:dynamic\/fivetran:(\w+)/.exec(block)?.[1];
      return kind !== undefined && text.test(block) ? [kind] : [];
    });
    return [...new Set(kinds)].sort();
  }
}

function countsOf(server: LocalServer): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { collection, value } of server.control.snapshot()) {
    const made = collection === "trust" ? trustedIn(value) : Number(MADE.has(collection));
    if (made > 0) counts[collection] = (counts[collection] ?? 0) + made;
  }
  return counts;
}

function kindsOf(resources: readonly StateResource[]): string[] {
  return resources.map(({ type }) => kindOf(type)).sort();
}

/** How many hashes of a host are trusted. */
function trustedIn(value: unknown): number {
  const { certificates = [], fingerprints = [] } = value as Readonly<Record<string, unknown[] | undefined>>;
  return certificates.length + fingerprints.length;
}

/** Whether a connection is paused; which of the hashes that a host has shown are trusted. */
function stateIn(value: unknown): string {
  const { paused, certificates, fingerprints } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return JSON.stringify({ paused, certificates, fingerprints });
}
