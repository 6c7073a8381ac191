/** Fields of a connection that are newer than this version, with the API's own names: `extraFields`. */
import type { Connection } from "@pulumi-fivetran/sdk";
import type { CheckFailure, Properties } from "../../contract";
import { fields } from "../../fields/connector";
import { inputsIn } from "../../fields/reading";
import { isObject } from "../../values/objects";

/** Of the API's fields, what says the same here. What is sent with a creation or an update alone has no argument of its name. */
const ARGUMENTS: ReadonlyMap<string, string> = new Map([
  ...inputsIn(fields)
    .filter(([, { behaviour }]) => behaviour.unsent !== true)
    .map(([name, { behaviour }]): [string, string] => [snakeCase(behaviour.apiName ?? name), name]),
  ["run_setup_tests", "setupTests"],
  ["trust_certificates", "trustCertificates"],
  ["trust_fingerprints", "trustFingerprints"],
]);

/** A field that has an argument is given there, where it is checked and compared as what it is. */
export function extraFieldFailures({ extraFields }: Properties): CheckFailure[] {
  if (!isObject(extraFields)) return [];
  return Object.keys(extraFields).flatMap((key) => {
    const argument = ARGUMENTS.get(key);
    const path = ["extraFields", key];
    if (argument !== undefined) return [{ path, reason: `belongs in the argument \`${argument}\`` }];
    if (key === snakeCase(key)) return [];
    return [{ path, reason: `must be the API's own name, such as '${snakeCase(key)}'` }];
  });
}

/** All fields of a connection under the API's own names. */
export function fieldsOf(live: Connection): Properties {
  return Object.fromEntries(Object.entries(live).map(([name, value]) => [snakeCase(name), value as unknown]));
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
