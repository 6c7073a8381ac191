import { compareText, type Fact } from "./facts.ts";
import type { Naming, Service } from "./services.ts";

/** One map of interfaces, such as `ConnectionConfigs`. */
interface TypeMap {
  /** Name of the map. */
  readonly name: string;
  /** What it is, for the reader of the file. */
  readonly comment: string;
  /** What follows the service's name in the name of an interface. */
  readonly suffix: string;
  readonly part: (service: Service) => Fact | undefined;
}

/** The maps of one file. */
export interface TypeFile {
  readonly services: readonly Service[];
  readonly maps: readonly TypeMap[];
}

/** Interfaces that the config of a connection extends, by naming kind. */
const NAMING_INTERFACES: Readonly<Record<Naming, { name: string; keys: readonly string[] }>> = {
  schema: { name: "NamedBySchema", keys: ["schema"] },
  schemaPrefix: { name: "NamedBySchemaPrefix", keys: ["schema_prefix"] },
  schemaTable: { name: "NamedBySchemaAndTable", keys: ["schema", "table"] },
  schemaTableGroup: { name: "NamedBySchemaAndTableGroup", keys: ["schema", "table_group_name"] },
};

/**
 * The text of a file of types. Declarations made from it compile with TypeScript 3.8: no template literal types, no
 * inline `type` modifiers.
 *
 * @throws {Error} when two services would get one name
 */
export function typesText({ services, maps }: TypeFile): string {
  const named = services.some(({ naming }) => naming !== undefined);
  const texts = maps.map((map) => mapText(map, services));
  return [...(named ? [namingText()] : []), ...texts].join("\n");
}

/** `adobe_analytics` to `AdobeAnalytics`, `15five` to `Service15five`: the name of a service in TypeScript. */
export function typeNameOf(service: string): string {
  const name = (service === service.toUpperCase() ? service.toLowerCase() : service)
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
  return /^\d/.test(name) ? `Service${name}` : name;
}

function namingText(): string {
  return Object.values(NAMING_INTERFACES)
    .sort((a, b) => compareText(a.name, b.name))
    .map(({ name, keys }) => `interface ${name} {\n${keys.map((key) => `  ${key}: string;\n`).join("")}}\n`)
    .join("\n");
}

function mapText(map: TypeMap, services: readonly Service[]): string {
  const interfaces: string[] = [];
  const entries: string[] = [];
  const names = new Set<string>();
  for (const service of services) {
    const fact = map.part(service);
    if (fact === undefined) continue;
    const naming = map.suffix === "Config" ? service.naming : undefined;
    const name = `${typeNameOf(service.id)}${map.suffix}`;
    if (names.has(name)) throw new Error(`Two services would have the interface '${name}'.`);
    names.add(name);
    const open = fact.fields === undefined && naming === undefined;
    entries.push(`  ${keyText(service.id)}: ${open ? "Record<string, unknown>" : name};\n`);
    if (!open) interfaces.push(interfaceText(name, fact, naming));
  }
  const head = `/** ${map.comment} */\nexport interface ${map.name} {\n`;
  return [...interfaces, `${head}${entries.join("")}}\n`].join("\n");
}

function interfaceText(name: string, fact: Fact, naming: Naming | undefined): string {
  const base = naming === undefined ? "" : ` extends ${NAMING_INTERFACES[naming].name}`;
  const fields = fieldsText(fact, "  ");
  return `interface ${name}${base} {${fields === "" ? "" : `\n${fields}`}}\n`;
}

function fieldsText(fact: Fact, indent: string): string {
  const required = new Set(fact.required);
  return Object.entries(fact.fields ?? {})
    .map(([name, field]) => {
      const optional = required.has(name) ? "" : "?";
      return `${indent}${keyText(name)}${optional}: ${typeText(field, indent)};\n`;
    })
    .join("");
}

/** A type, for use after `indent`. */
function typeText(fact: Fact, indent: string): string {
  if (fact.enum !== undefined && fact.type === "string") {
    // Open: Fivetran adds values between our releases.
    return [...fact.enum.map((value) => JSON.stringify(value)), "(string & {})"].join(" | ");
  }
  switch (fact.type) {
    case "string":
    case "boolean":
      return fact.type;
    case "integer":
    case "number":
      return "number";
    case "array":
      return listText(fact.items === undefined ? "unknown" : typeText(fact.items, indent));
    case "object":
      if (fact.fields !== undefined) return `{\n${fieldsText(fact, `${indent}  `)}${indent}}`;
      return `Record<string, ${fact.values === undefined ? "unknown" : typeText(fact.values, indent)}>`;
    default:
      return "unknown";
  }
}

function listText(item: string): string {
  return /^\w+$/.test(item) ? `${item}[]` : `Array<${item}>`;
}

function keyText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
