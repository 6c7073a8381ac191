/** What a class says of itself is what its handler does: one test for all of them. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Handler, Properties } from "../../core/src/contract";
import * as catalog from "../../provider/src/catalog";
import { type Field, sampleOf } from "../../tools/docs/shape.ts";
import { type ResourceSource, readProvider } from "../../tools/docs/source.ts";

/** The part of a request to register that is looked at. */
interface Registration {
  getName(): string;
  getAdditionalsecretoutputsList(): string[];
}

type ResourceClass = new (name: string, args: object, options: object) => pulumi.CustomResource;

/** What the class hands to Pulumi besides its arguments: inputs that it makes of them. */
const MADE_OF_ARGUMENTS = { ConnectorSdkPackage: ["fileSha256Hash"] } as const;
/** Arguments that become a part of another before they are handed on. */
const PART_OF_ANOTHER = ["extraConfig"];

/** Settings with a leaf that is a secret by its name, and one that is none. */
const SETTINGS = { password: "a", plain: "b" };

const resources = Object.entries(catalog).filter(([kind]) => kind !== "Pipeline") as [
  string,
  ResourceClass,
][];

async function handlerOf(kind: string): Promise<Handler> {
  const file = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
  return ((await import(`../../core/src/handlers/${file}.ts`)) as { handler: Handler }).handler;
}

/** Whether the handler takes an input of the name, whatever else it has to say. */
function knows(handler: Handler, names: readonly string[]): string[] {
  const news = Object.fromEntries(["noInputOfAnything", ...names].map((name) => [name, {}]));
  const { failures } = handler.check({ olds: undefined, news });
  const whys = (name: string): string[] =>
    failures.filter(({ path }) => path.join() === name).map(({ reason }) => reason.split(/[;:]/)[0] ?? "");
  const [unknown = "no reason at all"] = whys("noInputOfAnything");
  return names.filter((name) => !whys(name).includes(unknown));
}

function required(handler: Handler): string[] {
  const { failures } = handler.check({ olds: undefined, news: {} });
  return [...new Set(failures.map(({ path }) => String(path[0])))];
}

describe("a resource's class", () => {
  const sources = new Map<string, ResourceSource>();
  const folder = mkdtempSync(join(tmpdir(), "pulumi-fivetran-code-"));
  /** Outputs that Pulumi was asked to keep secret, by the resource's name. */
  const secretOutputs = new Map<string, readonly string[]>();
  /** What a handler would be given, by the resource's name. */
  const sent = new Map<string, Properties>();
  /** All names that any handler may take. */
  let names: string[];

  beforeAll(async () => {
    for (const source of readProvider().resources) sources.set(source.kind, source);
    const all = [...sources.values()];
    names = [...new Set(all.flatMap(({ args, outputs }) => [...args, ...outputs].map(({ name }) => name)))];
    writeFileSync(join(folder, "connector.py"), "");
    await pulumi.runtime.setMocks({
      newResource: ({ name, inputs }) => {
        sent.set(name, inputs as Properties);
        return { id: "id", state: inputs as object };
      },
      call: () => ({}),
    });
    listen();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Mocks are not shown which outputs are to be secret, so what Pulumi asks of its engine is looked at on its way there. */
  const listen = (): void => {
    const monitor = pulumi.runtime.getMonitor();
    if (monitor === undefined) throw new Error("there are no mocks");
    const register = monitor.registerResource.bind(monitor) as (...given: unknown[]) => unknown;
    const seen = (request: Registration, ...rest: unknown[]): unknown => {
      secretOutputs.set(request.getName(), request.getAdditionalsecretoutputsList());
      return register(request, ...rest);
    };
    Object.assign(monitor, { registerResource: seen });
  };

  const sourceOf = (kind: string): ResourceSource => {
    const source = sources.get(kind);
    if (source === undefined) throw new Error(`${kind} is not in the source`);
    return source;
  };
  const namesOf = (fields: readonly Field[]): string[] => fields.map(({ name }) => name);

  /** A resource with all of its arguments. */
  const whole = (kind: string, Class: ResourceClass) => {
    const samples = sourceOf(kind).args.map(({ name, shape }): [string, unknown] => [
      name,
      sampleOf(shape, name, 1),
    ]);
    const settings = { config: SETTINGS, auth: SETTINGS, extraConfig: {}, service: "postgres" };
    const known = Object.fromEntries(samples);
    for (const [name, value] of Object.entries(settings)) if (name in known) known[name] = value;
    if (kind === "ConnectorSdkPackage") known["source"] = folder;
    return { args: known, resource: new Class(`whole ${kind}`, known, {}) };
  };
  /** The properties that a resource resolves. */
  const registered = (resource: object): string[] =>
    Object.keys(resource).filter((name) => !name.startsWith("__") && name !== "urn" && name !== "id");

  it("stands for each of the kinds", () => {
    expect(resources.map(([kind]) => kind).sort()).toEqual(
      [...sources.values()].filter(({ isComponent }) => !isComponent).map(({ kind }) => kind),
    );
    expect(resources).toHaveLength(35);
  });

  it.each(resources)("takes what its handler takes: %s", async (kind, Class) => {
    const handler = await handlerOf(kind);
    const { args } = sourceOf(kind);
    const made = (MADE_OF_ARGUMENTS as Record<string, readonly string[]>)[kind] ?? [];
    const handedOn = namesOf(args).filter((name) => !PART_OF_ANOTHER.includes(name));
    expect(knows(handler, names).sort()).toEqual([...handedOn, ...made].sort());
    expect(required(handler).sort()).toEqual(
      [...namesOf(args.filter(({ isOptional }) => !isOptional)), ...made].sort(),
    );
    const { resource } = whole(kind, Class);
    expect(registered(resource)).toEqual(expect.arrayContaining([...handedOn, ...made]));
    for (const part of PART_OF_ANOTHER) expect(registered(resource)).not.toContain(part);
  });

  it.each(resources)("registers the outputs that it declares: %s", async (kind, Class) => {
    const { args, outputs } = sourceOf(kind);
    const made = (MADE_OF_ARGUMENTS as Record<string, readonly string[]>)[kind] ?? [];
    const bare = new Class(`bare ${kind}`, {}, {});
    expect(registered(bare).sort()).toEqual(namesOf(outputs).sort());
    // What is no argument is what the handler finds out.
    const found = namesOf(outputs).filter((name) => !namesOf(args).includes(name) && !made.includes(name));
    const { facts } = await handlerOf(kind);
    expect(found.filter((name) => !facts.includes(name))).toEqual([]);
  });

  it.each(resources)("takes what is undefined for what is not there: %s", async (kind, Class) => {
    const { args } = whole(kind, Class);
    const { args: fields } = sourceOf(kind);
    const optional = fields.filter(({ isOptional }) => isOptional).map(({ name }) => name);
    const required = Object.fromEntries(Object.entries(args).filter(([name]) => !optional.includes(name)));
    const sentOf = async (name: string, more: object): Promise<Properties> => {
      const resource = new Class(name, { ...required, ...more }, {});
      await new Promise((resolve) => resource.urn.apply(resolve));
      // Handlers are given what is in a secret; of one that is undefined Pulumi makes null.
      const inputs = Object.entries(sent.get(name) ?? {}).map(([key, value]): [string, unknown] => [
        key,
        pulumi.runtime.unwrapRpcSecret(value),
      ]);
      return (await handlerOf(kind)).check({ olds: undefined, news: Object.fromEntries(inputs) }).inputs;
    };
    const all = (value: () => unknown): object => Object.fromEntries(optional.map((name) => [name, value()]));
    const without = await sentOf(`required ${kind}`, {});
    expect(Object.keys(without)).toEqual(expect.arrayContaining(Object.keys(required)));
    expect(
      await sentOf(
        `undefined ${kind}`,
        all(() => undefined),
      ),
    ).toEqual(without);
    expect(
      await sentOf(
        `output ${kind}`,
        all(() => pulumi.output(undefined)),
      ),
    ).toEqual(without);
    expect(
      await sentOf(
        `promise ${kind}`,
        all(() => Promise.resolve(undefined)),
      ),
    ).toEqual(without);
  });

  it.each(resources)("keeps secret what its handler marks: %s", async (kind, Class) => {
    const { args, resource } = whole(kind, Class);
    const { outputs } = sourceOf(kind);
    await new Promise((resolve) => resource.urn.apply(resolve));
    const values = resource as unknown as Record<string, unknown>;
    const secret: string[] = [...(secretOutputs.get(`whole ${kind}`) ?? [])];
    for (const name of registered(resource)) {
      const value = values[name];
      if (pulumi.Output.isInstance(value) && (await pulumi.isSecret(value))) secret.push(name);
    }
    const properties: Properties = {
      ...Object.fromEntries(namesOf(outputs).map((name) => [name, "x"])),
      ...args,
    };
    const marked = (await handlerOf(kind)).secretPaths(properties).map(([name]) => String(name));
    expect([...new Set(secret)].sort()).toEqual([...new Set(marked)].sort());
  });
});
