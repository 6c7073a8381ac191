/** What must hold of the table of every kind. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isSecretName } from "@pulumi-fivetran/sdk/services";
import { describe, expect, it } from "vitest";
import * as room from "../../../core/src/fields";
import { type Fields, factsOfFields } from "../../../core/src/fields";
import { schemaOf } from "../../../core/src/fields/schema";

/** Read like secrets by their names, and are none: what they are for is to be shown. */
const NO_SECRETS: Readonly<Record<string, string>> = {
  key: "the public half of a system key's pair",
  keyValue: "the public half of an API key",
  publicKey: "a public key",
  encodedCert: "a host's public certificate",
  trustCertificates: "a boolean",
  trustedCertificates: "hashes of public certificates",
};

const tables = Object.entries(room)
  .filter(([name]) => name.endsWith("Fields") && name !== "factsOfFields")
  .map(([name, fields]): [string, Fields] => [name.replace(/Fields$/, ""), fields as Fields]);

/** `auth_token` for `authToken`, as the API would say. */
function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

describe("the tables of fields", () => {
  it("are of all kinds that there are handlers of", () => {
    const handlers = readdirSync(join(__dirname, "../../../core/src/handlers"), { withFileTypes: true });
    const kinds = handlers.filter((each) => each.isFile()).map(({ name }) => name.replace(/\.ts$/, ""));
    expect(tables.map(([kind]) => kind).sort()).toEqual(kinds.sort());
    expect(tables).toHaveLength(35);
  });

  it.each(tables)("mark what reads like a secret, and what is handed out once: %s", (_, fields) => {
    const { secretInputs, secretOutputs, serviceSettings, handedOut } = factsOfFields(fields);
    const marked = new Set([...secretInputs, ...secretOutputs, ...serviceSettings]);
    const suspects = Object.keys(fields).filter((name) => isSecretName(snakeCase(name)));
    const secrets = [...suspects, ...handedOut].filter((name) => NO_SECRETS[name] === undefined);
    expect(secrets.filter((name) => !marked.has(name))).toEqual([]);
    const settings = Object.keys(fields).filter((name) => name === "config" || name === "auth");
    expect([...serviceSettings].sort()).toEqual(settings.sort());
  });

  it.each(tables)(
    "say of each setting either what replaces or what becomes of it, not both: %s",
    (_, fields) => {
      const { settings } = factsOfFields(fields);
      const torn = Object.entries(settings).filter(
        ([, { replaces, resetTo, stays }]) =>
          [replaces, resetTo, stays].filter((each) => each !== undefined).length > 1,
      );
      expect(torn).toEqual([]);
    },
  );

  it.each(tables)("name each of their inputs in the schema, which takes nothing else: %s", (_, fields) => {
    const inputs = Object.entries(fields).filter(([, field]) => field.role === "input");
    expect(Object.keys(schemaOf(fields).shape)).toEqual(inputs.map(([name]) => name));
    const { success, error } = schemaOf(fields).safeParse({ noInputOfAnything: 1 });
    expect(success).toBe(false);
    const required = inputs.filter(([, field]) => field.role === "input" && field.isRequired);
    const missing = error?.issues.filter(({ code }) => code !== "unrecognized_keys") ?? [];
    expect(missing.map(({ path: [name] }) => String(name))).toEqual(required.map(([name]) => name));
  });

  it("name every exception to what reads like a secret, and no other", () => {
    const all = new Set(tables.flatMap(([, fields]) => Object.keys(fields)));
    expect(
      Object.keys(NO_SECRETS).filter((name) => !all.has(name) || !isSecretName(snakeCase(name))),
    ).toEqual([]);
  });
});
