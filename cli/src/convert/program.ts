/** The TypeScript program of an inventory: one resource an object, references instead of ids, secrets from the configuration. */
import type { Properties, PropertyPath } from "@pulumi-fivetran/core";
import { isObject } from "@pulumi-fivetran/core/values";
import { FILES, kindsNamedBy } from "./kinds";
import type { Layout, Placed } from "./layout";
import { Code, literal } from "./literal";
import { identifierOf, Names } from "./names";
import type { SecretSetting } from "./secrets";
import { familyOf, typedSettings } from "./serviceTypes";

/** Text by path from the folder of the program on. */
export type Files = Readonly<Record<string, string>>;

const CONFIG = `import * as pulumi from "@pulumi/pulumi";

/** The stack's configuration. EXPORT.md lists the secrets to fill in. */
export const config = new pulumi.Config();

/** Of every resource. What is protected is not deleted, whatever the program says: take it away where you mean to delete. */
export const options: pulumi.CustomResourceOptions = { protect: true };
`;

export function programFiles(layout: Layout, secrets: readonly SecretSetting[]): Files {
  const byFile = new Map<string, Placed[]>();
  for (const placed of layout.placed) {
    const others = byFile.get(placed.file) ?? [];
    others.push(placed);
    byFile.set(placed.file, others);
  }
  const files = [...byFile].map(([file, placed]): [string, string] => [
    `${file}.ts`,
    new FileWriter(file, placed, layout, secretsBy(secrets)).write(),
  ]);
  const imports = [...byFile.keys()].map((file) => `import "./${file}";\n`);
  return {
    "config.ts": CONFIG,
    ...Object.fromEntries(files),
    "index.ts": imports.join("") || "export {};\n",
  };
}

type SecretsOf = ReadonlyMap<Placed, readonly SecretSetting[]>;

function secretsBy(secrets: readonly SecretSetting[]): SecretsOf {
  const result = new Map<Placed, SecretSetting[]>();
  for (const secret of secrets) result.set(secret.placed, [...(result.get(secret.placed) ?? []), secret]);
  return result;
}

class FileWriter {
  readonly #file: string;
  readonly #placed: readonly Placed[];
  readonly #layout: Layout;
  readonly #secrets: SecretsOf;
  /** What this file imports, by file, under which name. */
  readonly #imports = new Map<string, string>();
  readonly #names = Names.ofConstants();
  readonly #declared = new Set<Placed>();
  #usesConfig = false;

  constructor(file: string, placed: readonly Placed[], layout: Layout, secrets: SecretsOf) {
    this.#file = file;
    this.#placed = placed;
    this.#layout = layout;
    this.#secrets = secrets;
    for (const { constant } of placed) this.#names.take(constant);
  }

  write(): string {
    const declarations = this.#placed.map((placed) => {
      const text = this.#declaration(placed);
      this.#declared.add(placed);
      return text;
    });
    const up = this.#file.includes("/") ? "../" : "./";
    const imports = [...this.#imports].map(([file, name]) => `import * as ${name} from "${up}${file}";\n`);
    const lines = [
      'import * as fivetran from "pulumi-fivetran";\n',
      `import { ${this.#usesConfig ? "config, " : ""}options } from "${up}config";\n`,
      ...imports.sort(),
    ];
    return `${lines.join("")}\n${declarations.join("\n")}`;
  }

  #declaration(placed: Placed): string {
    const { kind, id } = placed.found;
    const args = literal(this.#arguments(placed), "");
    return `/** ${commented(id)} */\nexport const ${placed.constant} = new fivetran.${kind}(${literal(placed.resource, "")}, ${args}, options);\n`;
  }

  #arguments(placed: Placed): Properties {
    const { kind, inputs } = placed.found;
    const { fileSha256Hash: _, ...declared } = this.#withReferences(inputs, placed) as Properties;
    const args = this.#withSecrets(declared, placed);
    const { service, config } = args;
    if (familyOf(kind) === undefined || typeof service !== "string") return args;
    const typed = typedSettings(kind, service, isObject(config) ? config : {});
    if (typed === undefined)
      return { ...args, service: new Code(`fivetran.customService(${literal(service, "")})`) };
    const takesExtra = kind === "Connector" || kind === "Destination";
    const hasExtra = Object.keys(typed.extraConfig).length > 0;
    if (hasExtra && !takesExtra)
      return { ...args, service: new Code(`fivetran.customService(${literal(service, "")})`) };
    return {
      ...args,
      ...(config === undefined ? {} : { config: typed.config }),
      ...(hasExtra ? { extraConfig: typed.extraConfig } : {}),
    };
  }

  /** @param name the nearest property of the value */
  #withReferences(value: unknown, placed: Placed, name = ""): unknown {
    if (typeof value === "string") return this.#reference(name, value, placed) ?? value;
    if (Array.isArray(value)) return value.map((item) => this.#withReferences(item, placed, name));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, this.#withReferences(each, placed, key)]),
    );
  }

  #reference(name: string, id: string, placed: Placed): Code | undefined {
    for (const kind of this.#targets(name, id, placed)) {
      const target = this.#layout.find(kind, id);
      if (target === undefined || target === placed || !this.#comesBefore(target)) continue;
      return new Code(`${this.#nameOf(target)}.${outputOf(target, placed)}`);
    }
    return undefined;
  }

  /** What has a destination or a schema config waits for it, though the id is that of the group or the connection. */
  #targets(name: string, id: string, { found: { kind } }: Placed): readonly string[] {
    const kinds = kindsNamedBy(name);
    if (name === "groupId" && (kind === "Connector" || kind === "TransformationProject"))
      return ["Destination", ...kinds];
    if (name === "connectorId" && kind === "ConnectorSchedule" && id !== "")
      return ["SchemaConfig", ...kinds];
    return kinds;
  }

  #comesBefore(target: Placed): boolean {
    if (target.file === this.#file) return this.#declared.has(target);
    return rankOf(target.file) < rankOf(this.#file);
  }

  #nameOf(target: Placed): string {
    if (target.file === this.#file) return target.constant;
    const known = this.#imports.get(target.file);
    const name = known ?? this.#alias(target.file);
    this.#imports.set(target.file, name);
    return `${name}.${target.constant}`;
  }

  #alias(file: string): string {
    return file.includes("/")
      ? this.#names.take(identifierOf(`in-${file.slice(file.indexOf("/") + 1)}`))
      : file;
  }

  #withSecrets(inputs: Properties, placed: Placed): Properties {
    const secrets = this.#secrets.get(placed) ?? [];
    if (secrets.length > 0) this.#usesConfig = true;
    return secrets.reduce<Properties>((args, { path, key, isList }) => {
      const ask = isList ? `config.requireSecretObject<string[]>` : "config.requireSecret";
      return withValueAt(args, path, new Code(`${ask}(${literal(key, "")})`)) as Properties;
    }, inputs);
  }
}

/** Files of groups are one step, and import none of each other. */
function rankOf(file: string): number {
  return FILES.findIndex((each) => each === (file.includes("/") ? "group" : file));
}

/** A property that holds the id, on the resource that is to come first. */
function outputOf({ found: { kind } }: Placed, { found }: Placed): string {
  if (
    kind === "Destination" &&
    found.kind !== "DestinationCertificate" &&
    found.kind !== "DestinationFingerprint"
  )
    return "groupId";
  return kind === "SchemaConfig" ? "connectorId" : "id";
}

/** A copy with a value at a path; what is missing on the way is made. */
export function withValueAt(tree: unknown, path: PropertyPath, value: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (typeof first === "number") {
    const items: unknown[] = Array.isArray(tree) ? [...(tree as unknown[])] : [];
    items[first] = withValueAt(items[first], rest, value);
    return items;
  }
  const record = isObject(tree) ? tree : {};
  return { ...record, [first]: withValueAt(record[first], rest, value) };
}

/** In a comment, where nothing may end it. */
function commented(text: string): string {
  return text.replaceAll("*/", "* /").replace(/[\r\n]+/g, " ");
}
