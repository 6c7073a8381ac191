/** One record of another tool's state, under the names of Terraform's provider. */

export interface ForeignRecord {
  /** `fivetran_connector`. */
  readonly type: string;
  /** What its state knows it by: `module.shop.fivetran_connector.orders["eu"]`, or a URN. */
  readonly address: string;
  /** What it is called in its program: `orders`. */
  readonly name: string;
  readonly attributes: Attributes;
  /** Texts that its state marks as secret. */
  readonly secrets: ReadonlySet<string>;
}

export type Attributes = Readonly<Record<string, unknown>>;

/** Stands for a secret whose value is not known. */
export const UNKNOWN_SECRET = "(a secret)";

export function text(attributes: Attributes, name: string): string | undefined {
  const value = attributes[name];
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Terraform's provider keeps some of them as text. */
export function flag(attributes: Attributes, name: string): boolean | undefined {
  const value = text(attributes, name);
  return value === "true" ? true : value === "false" ? false : undefined;
}

export function whole(attributes: Attributes, name: string): number | undefined {
  const number = Number(text(attributes, name) ?? Number.NaN);
  return Number.isInteger(number) ? number : undefined;
}

/** A block: an object, or a list of one, as older states have it. */
export function block(attributes: Attributes, name: string): Attributes {
  const value = attributes[name];
  const one: unknown = Array.isArray(value) ? (value as unknown[])[0] : value;
  return isRecord(one) ? one : {};
}

/** Blocks that may come several times. The bridge has their name in the plural. */
export function blocks(attributes: Attributes, name: string): Attributes[] {
  const value = attributes[name] ?? attributes[`${name}s`];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function texts(attributes: Attributes, name: string): string[] {
  const value = attributes[name] ?? attributes[`${name}s`];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

/** An object that is kept as JSON, or as Terraform keeps a value whose type nobody has declared. */
export function dynamic(attributes: Attributes, name: string): Attributes {
  const value = attributes[name];
  if (typeof value === "string") {
    try {
      const parsed: unknown = JSON.parse(value);
      return isRecord(parsed) ? parsed : {};
    } catch {
      return {};
    }
  }
  if (!isRecord(value)) return {};
  return "type" in value && isRecord(value["value"]) && Object.keys(value).length === 2
    ? value["value"]
    : value;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Without what is not set: nulls, empty texts and lists, and objects of nothing else. */
export function compact(value: unknown): unknown {
  if (value === null || value === undefined || value === "") return undefined;
  if (Array.isArray(value)) {
    const items = value.map(compact).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value)
    .map(([key, each]) => [key, compact(each)] as const)
    .filter(([, each]) => each !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
