/** Which resource stands where in a program and what it is called there; found out once, for the program and the import file. */

import type { Found } from "./inventory";
import { FILES, fileOf, KINDS, type ProgramFile } from "./kinds";
import { identifierOf, Names, slugOf } from "./names";

/** An object with its place in the program. */
export interface Placed {
  readonly found: Found;
  /** The name of its resource, unique for its kind. */
  readonly resource: string;
  /** The name of its constant, unique in its file. */
  readonly constant: string;
  /** Its file from the folder of the program on, without an ending: `groups/analytics`. */
  readonly file: string;
}

export interface Layout {
  /** In the order of the declarations: each comes after all that it may name. */
  readonly placed: readonly Placed[];
  /** By kind and id. */
  find(kind: string, id: string): Placed | undefined;
}

/** What a resource's name says besides the object's own. */
const SUFFIX: Readonly<Record<string, string>> = { SchemaConfig: "Schema", ConnectorSchedule: "Schedule" };

export function layoutOf(found: readonly Found[]): Layout {
  const ordered = withGroups(found).sort(byPlace);
  const groups = new Map(
    ordered.filter(({ kind }) => kind === "Group").map(({ id, name }) => [id, name] as const),
  );
  const groupFiles = groupFilesOf(ordered, groups);
  const constants = new Map<string, Names>();
  const resources = new Map<string, Names>();
  const byId = new Map<string, Placed>();
  const placed = ordered.map((each): Placed => {
    const file = fileOfFound(each, groupFiles);
    const entry = {
      found: each,
      file,
      resource: named(resources, each.kind).take(resourceName(each, groups), "-"),
      constant: named(constants, file).take(identifierOf(constantName(each))),
    };
    byId.set(`${each.kind} ${each.id}`, entry);
    return entry;
  });
  return { placed: inOrder(placed), find: (kind, id) => byId.get(`${kind} ${id}`) };
}

/** A transformation does not say in which group it is, but its project or its connections do. */
function withGroups(found: readonly Found[]): Found[] {
  const groups = new Map(
    found.flatMap(({ id, groupId }) => (groupId === undefined ? [] : [[id, groupId] as const])),
  );
  return found.map((each) => {
    if (each.kind !== "Transformation" || each.groupId !== undefined) return each;
    const { projectId, connectionIds } = each.inputs as {
      projectId?: string;
      connectionIds?: readonly string[];
    };
    const groupId = groups.get(projectId ?? connectionIds?.[0] ?? "");
    return groupId === undefined ? each : { ...each, groupId };
  });
}

/** What is in a group has the group in its name, since two groups may each have an `orders`. */
function resourceName({ kind, name, label, groupId }: Found, groups: ReadonlyMap<string, string>): string {
  if (label !== undefined) return slugOf(label);
  if (fileOf(kind) !== "group" || groupId === undefined) return slugOf(name);
  const group = slugOf(groups.get(groupId) ?? groupId);
  return kind === "Destination" ? group : `${group}-${slugOf(name)}`;
}

function constantName({ kind, name, label }: Found): string {
  if (label !== undefined) return `${label} ${SUFFIX[kind] ?? ""}`.trim();
  if (kind === "Destination") return "destination";
  return `${name} ${SUFFIX[kind] ?? ""}`.trim();
}

function named(all: Map<string, Names>, key: string): Names {
  const known = all.get(key) ?? Names.ofConstants();
  all.set(key, known);
  return known;
}

/** One file a group, by the group's name. */
function groupFilesOf(found: readonly Found[], groups: ReadonlyMap<string, string>): Map<string, string> {
  const files = new Map<string, string>();
  const names = Names.ofAnything();
  for (const { kind, groupId } of found) {
    if (fileOf(kind) !== "group" || groupId === undefined || files.has(groupId)) continue;
    files.set(groupId, `groups/${names.take(slugOf(groups.get(groupId) ?? groupId), "-")}`);
  }
  return files;
}

function fileOfFound({ kind, groupId }: Found, groupFiles: ReadonlyMap<string, string>): string {
  const file = fileOf(kind);
  if (file !== "group") return file;
  return groupFiles.get(groupId ?? "") ?? "account";
}

function byPlace(one: Found, other: Found): number {
  return (
    placeOf(one) - placeOf(other) ||
    compareText(one.groupId ?? "", other.groupId ?? "") ||
    rankOf(one) - rankOf(other) ||
    compareText(one.name, other.name) ||
    compareText(one.id, other.id) ||
    KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind)
  );
}

/** What belongs to one connection stands together. */
function rankOf({ kind }: Found): number {
  return KINDS.indexOf(kind === "SchemaConfig" || kind === "ConnectorSchedule" ? "Connector" : kind);
}

function placeOf({ kind }: Found): number {
  const file: ProgramFile = fileOf(kind);
  return FILES.indexOf(file);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Files one after the other; within one, transformations that others wait for come first. */
function inOrder(placed: readonly Placed[]): Placed[] {
  const done = new Set<Placed>();
  const result: Placed[] = [];
  const byId = new Map(placed.map((each) => [each.found.id, each]));
  const add = (each: Placed, waiting: ReadonlySet<Placed>): void => {
    if (done.has(each) || waiting.has(each)) return;
    for (const id of waitedFor(each.found)) {
      const other = byId.get(id);
      if (other !== undefined && other.found.kind === each.found.kind)
        add(other, new Set([...waiting, each]));
    }
    done.add(each);
    result.push(each);
  };
  for (const each of placed) add(each, new Set());
  return result;
}

function waitedFor({ kind, inputs }: Found): readonly string[] {
  if (kind !== "Transformation") return [];
  const { transformationIds } = (inputs["schedule"] ?? {}) as { transformationIds?: readonly string[] };
  return transformationIds ?? [];
}
