import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findAccess } from "../../../cli/src/access/access";
import { ACCESS_NAMES } from "../../../cli/src/access/settings";
import { configurationFrom } from "../../../provider/src/dynamic/configuration";

describe("who asks Fivetran", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "access-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const variables = { FIVETRAN_API_KEY: "key-of-env", FIVETRAN_API_SECRET: "secret-of-env" };
  const access = (options: object, environment: Record<string, string> = {}) =>
    findAccess(options, { folder, environment: { HOME: folder, ...environment } });

  function writeProfiles(profiles: unknown, mode = 0o600): void {
    mkdirSync(join(folder, ".config", "fivetranctl"), { recursive: true });
    const file = join(folder, ".config", "fivetranctl", "profiles.json");
    writeFileSync(file, typeof profiles === "string" ? profiles : JSON.stringify(profiles));
    chmodSync(file, mode);
  }

  /** A pulumi that has this configuration, and a project with a stack that may use it. */
  function writeStack(config: Record<string, string>, script = ""): Record<string, string> {
    writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    writeFileSync(join(folder, "Pulumi.dev.yaml"), "config:\n  fivetran:apiKey:\n    secure: abc\n");
    const values = Object.fromEntries(
      Object.entries(config).map(([name, value]) => [name, { value, secret: true }]),
    );
    mkdirSync(join(folder, "bin"));
    writeFileSync(
      join(folder, "bin", "pulumi"),
      `#!/bin/sh\n${script === "" ? `cat <<'END'\n${JSON.stringify(values)}\nEND` : script}\n`,
      { mode: 0o755 },
    );
    return { PATH: `${join(folder, "bin")}:${process.env["PATH"] ?? ""}` };
  }

  const profiles = {
    default: { apiKey: "key-of-default", apiSecret: "secret-of-default" },
    prod: { apiKey: "key-of-prod", apiSecret: "secret-of-prod", apiUrl: "https://fivetran.example.com" },
  };

  it("is the profile that is named, before all else", async () => {
    writeProfiles(profiles);
    const found = await access({ profile: "prod" }, variables);
    expect(found).toMatchObject({ apiKey: "key-of-prod", baseUrl: "https://fivetran.example.com" });
    expect(found.sources.apiKey).toBe("profile prod");
    expect(await access({}, { ...variables, FIVETRAN_PROFILE: "prod" })).toMatchObject({
      apiKey: "key-of-prod",
    });
  });

  it("is the stack's configuration before the environment, setting by setting", async () => {
    const path = writeStack({ "fivetran:apiKey": "key-of-stack", "fivetran:apiSecret": "secret-of-stack" });
    const address = { FIVETRAN_API_URL: "http://127.0.0.1:1" };
    const found = await access({}, { ...variables, ...address, ...path });
    expect(found).toMatchObject({
      apiKey: "key-of-stack",
      apiSecret: "secret-of-stack",
      baseUrl: "http://127.0.0.1:1",
    });
    expect(found.sources).toEqual({
      apiKey: "fivetran:apiKey",
      apiSecret: "fivetran:apiSecret",
      baseUrl: "FIVETRAN_API_URL",
    });
    expect(await access({ stack: false }, { ...variables, ...path })).toMatchObject({ apiKey: "key-of-env" });
  });

  it("says why a stack's configuration cannot be read, and what to do, and takes nothing else in its place", async () => {
    const path = writeStack({}, "echo 'error: passphrase must be set' >&2; exit 255");
    await expect(access({}, { ...variables, ...path })).rejects.toMatchObject({
      exitCode: 2,
      message: "The configuration of the selected Pulumi stack cannot be read: passphrase must be set",
      hint: expect.stringContaining("--no-stack") as string,
    });
  });

  it("is the environment, then the profile 'default'", async () => {
    writeProfiles(profiles);
    expect(await access({}, variables)).toMatchObject({ apiKey: "key-of-env" });
    expect(await access({})).toMatchObject({ apiKey: "key-of-default" });
  });

  it("never sends the credentials of one address to another", async () => {
    writeProfiles(profiles);
    await expect(access({}, { FIVETRAN_API_URL: "http://127.0.0.1:1" })).rejects.toThrow(
      "FIVETRAN_API_URL says where to ask, but no credentials for it are set",
    );
  });

  it("reads the Base64 pair that the vendor's own command takes", async () => {
    const pair = Buffer.from("the-key:the:secret").toString("base64");
    expect(await access({}, { FIVETRAN_API_KEY: pair })).toMatchObject({
      apiKey: "the-key",
      apiSecret: "the:secret",
      isPair: true,
    });
    await expect(access({}, { FIVETRAN_API_KEY: "aPlainKeyOfFivetran" })).rejects.toThrow(
      "FIVETRAN_API_KEY is set, but the API secret that belongs to it is not.",
    );
  });

  it.each([
    [{}, "Fivetran's credentials are not set."],
    [
      { FIVETRAN_API_SECRET: "hush-hush" },
      "FIVETRAN_API_SECRET is set, but the API key that belongs to it is not.",
    ],
    [
      { ...variables, FIVETRAN_APIKEY: "other" },
      "FIVETRAN_API_KEY and FIVETRAN_APIKEY are both set and differ.",
    ],
  ])("refuses %j with what is missing", async (environment, message) => {
    await expect(access({}, environment)).rejects.toMatchObject({ exitCode: 2, message });
  });

  it("names a profile that was meant, and never shows what is in the file", async () => {
    writeProfiles(profiles);
    await expect(access({ profile: "prdo" })).rejects.toThrow("Did you mean 'prod'?");
    writeProfiles({ prod: { apiKey: "key-of-prod", hush: "hush-hush" } });
    const error = await access({ profile: "prod" }).catch((problem: unknown) => String(problem));
    expect(error).toContain("profile prod has fields besides apiKey, apiSecret, apiUrl, allowInsecureHttp");
    expect(error).toContain("profile prod has no apiSecret");
    expect(error).not.toMatch(/hush|key-of-prod/);
    writeProfiles('{"prod": hush-hush');
    await expect(access({ profile: "prod" })).rejects.not.toThrow("hush");
  });

  it.skipIf(process.platform === "win32")("refuses profiles that others can read", async () => {
    writeProfiles(profiles, 0o644);
    await expect(access({ profile: "prod" })).rejects.toMatchObject({
      hint: expect.stringContaining("chmod 600") as string,
    });
  });

  it("has the names of Pulumi's provider", () => {
    for (const [setting, { stack, environment }] of Object.entries(ACCESS_NAMES)) {
      for (const name of stack)
        expect(configurationFrom({ get: (key) => (key === name ? "x" : undefined) }, {})).toMatchObject({
          [setting]: "x",
        });
      for (const name of environment)
        expect(configurationFrom({ get: () => undefined }, { [name]: "x" })).toMatchObject({
          [setting]: "x",
        });
    }
  });
});
