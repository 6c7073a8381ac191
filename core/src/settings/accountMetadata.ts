/** A service's settings against what the account's own metadata says of them, in place of what this version knows. */
import { type ConnectorType, unreadableFields } from "@pulumi-fivetran/sdk";
import { nearest } from "@pulumi-fivetran/sdk/services";
import type { CheckFailure, Notice, Properties, PropertyPath } from "../contract";
import { isSame } from "../values/diff";
import { isObject } from "../values/objects";
import { childAt, valueAt } from "../values/propertyPath";
import { containsUnknown, isUnknown } from "../values/unknown";
import type { FurtherChecks } from "./check";

/** One setting as metadata tells of it; every part may be missing. */
type SettingType = Readonly<Record<string, unknown>>;

/** What of a connector's inputs metadata speaks of. */
const PARTS = ["config", "auth"] as const;

/**
 * Settings that metadata does not have or does not let anyone set, required ones that are not given, and immutable ones that differ from
 * the last run.
 *
 * @param olds the inputs of the last run, where the object stays the same one; undefined for a new one
 * @param namesIts says of a key of `config` that another argument gives it
 */
export function metadataChecks(
  inputs: Properties,
  olds: Properties | undefined,
  type: ConnectorType,
  namesIts: (key: string) => boolean,
): FurtherChecks {
  const failures: CheckFailure[] = [];
  const notices: Notice[] = [];
  for (const part of PARTS) {
    const settings = inputs[part];
    const fact = type[part];
    // Without `auth` a person authorizes the connector.
    if (isUnknown(settings) || (part === "auth" && settings === undefined)) continue;
    if (!hasProperties(fact)) {
      if (settings !== undefined || part === "config") notices.push(silence(part, type));
      continue;
    }
    // Wrong shapes are told by the check before.
    const given = settings ?? {};
    if (!isObject(given)) continue;
    const isGiven = (path: PropertyPath): boolean =>
      part === "config" && path.length === 2 && namesIts(String(path[1]));
    const walk = new Walk(type.id, isGiven, inputs["externalSecretsManagerId"] !== undefined);
    walk.visit(given, fact, [part]);
    failures.push(...walk.failures);
    if (olds !== undefined) failures.push(...changedFailures(fact, [part], inputs, olds, type.id));
  }
  return { failures, notices };
}

class Walk {
  readonly failures: CheckFailure[] = [];
  readonly #service: string;
  readonly #isGivenElsewhere: (path: PropertyPath) => boolean;
  readonly #mayBeHeld: boolean;

  /** @param mayBeHeld whether a secrets manager may hold what is not given */
  constructor(service: string, isGivenElsewhere: (path: PropertyPath) => boolean, mayBeHeld: boolean) {
    this.#service = service;
    this.#isGivenElsewhere = isGivenElsewhere;
    this.#mayBeHeld = mayBeHeld;
  }

  visit(settings: Readonly<Record<string, unknown>>, fact: SettingType, path: PropertyPath): void {
    const fields = propertiesOf(fact);
    for (const [key, value] of Object.entries(settings)) {
      const place = [...path, key];
      if (this.#isGivenElsewhere(place) && value === undefined) continue;
      const field = childAt(fields, key);
      if (!isObject(field)) this.#complain(place, this.#unknown(key, Object.keys(fields)));
      else if (field["readonly"] === true)
        this.#complain(place, `is what Fivetran returns for '${this.#service}', not a setting; remove it`);
      else this.#visitValue(value, field, place);
    }
    for (const key of this.#mayBeHeld ? [] : textsIn(fact["required"])) {
      const place = [...path, key];
      if (settings[key] !== undefined || this.#isGivenElsewhere(place)) continue;
      this.#complain(place, `is required, as the account's metadata says of '${this.#service}'`);
    }
  }

  #visitValue(value: unknown, field: SettingType, path: PropertyPath): void {
    if (isObject(value) && hasProperties(field)) this.visit(value, field, path);
    const items = field["items"];
    if (!Array.isArray(value) || !hasProperties(items)) return;
    for (const [index, item] of (value as unknown[]).entries())
      if (isObject(item)) this.visit(item, items, [...path, index]);
  }

  #unknown(key: string, known: readonly string[]): string {
    const meant = nearest(key, known);
    const hint = meant === undefined ? "" : `; did you mean '${meant}'?`;
    return `is no setting of '${this.#service}' in the account's metadata${hint}`;
  }

  #complain(path: PropertyPath, reason: string): void {
    this.failures.push({ path, reason });
  }
}

function changedFailures(
  fact: SettingType,
  path: PropertyPath,
  inputs: Properties,
  olds: Properties,
  service: string,
): CheckFailure[] {
  return Object.entries(propertiesOf(fact)).flatMap(([key, field]): CheckFailure[] => {
    const place = [...path, key];
    const [before, now] = [valueAt(olds, place), valueAt(inputs, place)];
    if (!isObject(field) || before === undefined || containsUnknown(now) || containsUnknown(before))
      return [];
    if (field["immutable"] !== true)
      return hasProperties(field) && isObject(now)
        ? changedFailures(field, place, inputs, olds, service)
        : [];
    if (isSame(before, now)) return [];
    const what = now === undefined ? "removed" : "changed";
    const reason =
      `cannot be ${what} once the connector exists, as the account's metadata says of '${service}'. Keep it as it is, or have a new ` +
      "connector: another `destinationSchema` replaces this one";
    return [{ path: place, reason }];
  });
}

function silence(part: string, type: ConnectorType): Notice {
  const isOdd = unreadableFields(type).some(({ path }) => path[0] === part);
  const why = isOdd ? "could not be read" : "says nothing of them";
  const message = `was not checked: the account's metadata of '${type.id}' ${why}`;
  return { severity: "warning", path: [part], message };
}

function hasProperties(fact: unknown): fact is SettingType {
  return isObject(fact) && isObject(fact["properties"]) && Object.keys(fact["properties"]).length > 0;
}

function propertiesOf(fact: SettingType): Readonly<Record<string, unknown>> {
  return isObject(fact["properties"]) ? fact["properties"] : {};
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
}
