/** Terraform's state, as its file and as `terraform show -json` have it. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { usageError } from "../../userError";
import { type ForeignRecord, isRecord } from "../foreign/record";

/** @param path a state, or the folder that it is in. @throws {UserError} (exit code 2) where there is none, or it is of another form */
export function readTerraformState(path: string): ForeignRecord[] {
  const file = stateFile(path);
  const state = parse(file);
  if (Array.isArray(state["resources"])) return state["resources"].filter(isRecord).flatMap(recordsIn);
  const values = state["values"];
  if (isRecord(values) && isRecord(values["root_module"])) return recordsInModule(values["root_module"]);
  throw usageError(
    `${file} is no state of Terraform that is understood.`,
    "Give the result of 'terraform state pull', or of 'terraform show -json'.",
  );
}

function stateFile(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw usageError(`There is no file and no folder ${path}.`);
  if (!found.isDirectory()) return path;
  const own = join(path, "terraform.tfstate");
  if (existsSync(own)) return own;
  const states = readdirSync(path).filter((name) => name.endsWith(".tfstate"));
  const [only, ...others] = states;
  if (only !== undefined && others.length === 0) return join(path, only);
  throw usageError(
    only === undefined ? `${path} holds no state.` : `${path} holds several states: ${states.join(", ")}.`,
    only === undefined
      ? "If it is kept elsewhere, run 'terraform state pull > state.json' there, and give that file."
      : "Name one of them.",
  );
}

function parse(file: string): Record<string, unknown> {
  try {
    const state: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (isRecord(state)) return state;
  } catch {
    // Said below: a message of the parser could quote a secret.
  }
  throw usageError(`${file} is no JSON object.`, "Give the result of 'terraform state pull'.");
}

function recordsIn(resource: Record<string, unknown>): ForeignRecord[] {
  const { type, name, module, mode, instances } = resource;
  if (mode !== "managed" || typeof type !== "string" || typeof name !== "string") return [];
  const base = `${typeof module === "string" ? `${module}.` : ""}${type}.${name}`;
  return (Array.isArray(instances) ? instances : []).filter(isRecord).map((instance) => {
    const { index_key: index, attributes, sensitive_attributes: sensitive } = instance;
    const values = isRecord(attributes) ? attributes : {};
    const key = typeof index === "string" || typeof index === "number" ? index : undefined;
    return {
      type,
      address: key === undefined ? base : `${base}[${JSON.stringify(key)}]`,
      name: [moduleName(module), name, key].filter((part) => part !== undefined).join("-"),
      attributes: values,
      secrets: secretsAt(values, Array.isArray(sensitive) ? sensitive : []),
    };
  });
}

/** `module.shop` becomes `shop`. */
function moduleName(module: unknown): string | undefined {
  return typeof module === "string" ? module.replaceAll(/(^|\.)module\./g, "$1") : undefined;
}

/** The texts at paths such as `[{ type: "get_attr", value: "config" }, { type: "index", value: { value: "password" } }]`. */
function secretsAt(attributes: Readonly<Record<string, unknown>>, paths: readonly unknown[]): Set<string> {
  const found = new Set<string>();
  for (const path of paths) {
    if (!Array.isArray(path)) continue;
    const at = path.reduce<unknown>((value, step) => {
      const key: unknown = isRecord(step)
        ? isRecord(step["value"])
          ? step["value"]["value"]
          : step["value"]
        : step;
      if (Array.isArray(value)) return typeof key === "number" ? value[key] : value;
      return isRecord(value) && typeof key === "string" ? value[key] : undefined;
    }, attributes);
    for (const text of textsIn(at)) found.add(text);
  }
  return found;
}

function recordsInModule(module: Record<string, unknown>): ForeignRecord[] {
  const { resources, child_modules: children } = module;
  const own = (Array.isArray(resources) ? resources : [])
    .filter(isRecord)
    .flatMap((resource): ForeignRecord[] => {
      const { type, name, address, mode, index, values, sensitive_values: sensitive } = resource;
      if (mode !== "managed" || typeof type !== "string" || typeof name !== "string") return [];
      const attributes = isRecord(values) ? values : {};
      const key = typeof index === "string" || typeof index === "number" ? index : undefined;
      return [
        {
          type,
          address: typeof address === "string" ? address : `${type}.${name}`,
          name: [moduleName(module["address"]), name, key].filter((part) => part !== undefined).join("-"),
          attributes,
          secrets: new Set(markedIn(attributes, sensitive)),
        },
      ];
    });
  const below = (Array.isArray(children) ? children : []).filter(isRecord).flatMap(recordsInModule);
  return [...own, ...below];
}

/** The texts of a value that are marked by `true` in a second one of the same form. */
function markedIn(value: unknown, marks: unknown): string[] {
  if (marks === true) return textsIn(value);
  if (Array.isArray(value) && Array.isArray(marks))
    return value.flatMap((item, index) => markedIn(item, (marks as unknown[])[index]));
  if (!isRecord(value) || !isRecord(marks)) return [];
  return Object.entries(marks).flatMap(([key, mark]) => markedIn(value[key], mark));
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}
