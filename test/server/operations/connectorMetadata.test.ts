import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, itemsOf } from "../support/api";

const PATH = "/v1/metadata/connector-types";

interface Setting {
  readonly type: string;
  readonly description: string;
  readonly readonly: boolean;
  readonly fieldStatus?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Setting>>;
  readonly items?: Setting;
}

/** Every field below a setting, those of list items too. */
function fieldsOf({ properties = {}, items }: Setting): Setting[] {
  const below = Object.values(properties);
  return [...below, ...[...below, ...(items ? [items] : [])].flatMap(fieldsOf)];
}

describe("connector metadata", () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.start({
      seed: {
        unsupportedServices: ["postgres"],
        connectorTypes: [
          { id: "acme_own", name: "ACME", type: "Database", serviceStatus: "beta" },
          { id: "mysql", description: "Ours", connectorClass: "lite" },
        ],
      },
    });
  });
  afterAll(() => api.stop());

  /** What go-fivetran's end-to-end tests read. */
  it("of google_ads has what clients read", async () => {
    const reply = await api.get(`${PATH}/google_ads`);
    expect(reply).toMatchObject({ status: 200, message: "Connector configuration retrieved successfully" });
    const data = reply.data as Record<"config" | "auth", Setting> & Record<string, unknown>;
    expect(data).toMatchObject({
      id: "google_ads",
      name: "Google Ads",
      type: "Marketing",
      connector_class: "standard",
      service_status: "general_availability",
    });
    for (const key of [
      "description",
      "icon_url",
      "link_to_docs",
      "link_to_erd",
      "service_status_updated_at",
    ]) {
      expect(data[key]).toMatch(/./);
    }
    expect(data["icons"]).toHaveLength(2);
    const features = data["supported_features"] as { id: string; notes: string }[];
    for (const { id, notes } of features.slice(0, 3)) expect(id && notes).toMatch(/./);

    expect(data.config).toMatchObject({
      type: "object",
      title: "Google Ads config object",
      description: "",
      readonly: false,
      required: ["schema"],
    });
    expect(data.config.properties).toMatchObject({
      schema: { type: "string", immutable: true, readonly: false },
      sync_mode: {
        type: "string",
        description: expect.stringMatching(/./) as string,
        enum: ["ManagerAccounts", "AllAccounts", "SpecificAccounts"],
      },
      manager_accounts: { type: "array", items: { type: "string", description: "", readonly: false } },
      reports: {
        type: "array",
        items: {
          type: "object",
          description: expect.stringMatching(/./) as string,
          properties: {
            report_type: { type: "string", description: expect.stringMatching(/./) as string },
            fields: {
              type: "array",
              items: { type: "string", description: expect.stringMatching(/./) as string },
            },
          },
        },
      },
    });
    expect(data.auth).toMatchObject({
      type: "object",
      description: expect.stringMatching(/./) as string,
      properties: {
        refresh_token: { type: "string", readonly: false },
        client_access: {
          type: "object",
          description: expect.stringMatching(/./) as string,
          properties: { developer_token: { type: "string", readonly: false } },
        },
      },
    });
    const fields = [
      ...Object.values(data.config.properties ?? {}),
      ...Object.values(data.auth.properties ?? {}),
    ];
    for (const field of fields) expect(field.fieldStatus).toBe("general_availability");
  });

  it("marks secrets and what only answers have, and gives every field a type", async () => {
    const settings = async (service: string) =>
      (await api.get(`${PATH}/${service}`)).data as Record<"config" | "auth", Setting> &
        Record<string, Setting>;
    const { config, external_secrets_keys_config: keys } = await settings("aurora_postgres");
    expect(config.properties).toMatchObject({
      password: { format: "password" },
      public_key: { readonly: true },
      schema_prefix: { immutable: true },
      host: { readonly: false },
    });
    expect(config.properties?.["host"]).not.toHaveProperty("format");
    expect(Object.keys(keys?.properties ?? {}).sort()).toEqual(["password", "user"]);
    for (const field of fieldsOf(config))
      expect(field.type).toMatch(/^(string|integer|number|boolean|array|object)$/);
    const sheets = await settings("google_sheets");
    expect(sheets.config).toMatchObject({ required: ["schema", "table"] });
  });

  it("is there for every service, in pages that are sorted and complete", async () => {
    const seen: Record<string, unknown>[] = [];
    let cursor: string | undefined;
    do {
      const page = await api.get(`${PATH}?limit=300${cursor === undefined ? "" : `&cursor=${cursor}`}`);
      expect(page).toMatchObject({ status: 200, message: "Connectors list retrieved successfully" });
      seen.push(...itemsOf(page));
      cursor = (page.data as { next_cursor?: string }).next_cursor;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(773);
    expect(seen[0]).toMatchObject({
      id: "15five",
      name: "15Five",
      type: "HumanResources",
      connector_class: "lite",
      service_status: "general_availability",
    });
    const ids = seen.map(({ id }) => String(id));
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
    for (const item of seen) {
      expect(Object.keys(item).sort()).toEqual(Object.keys(seen[0] ?? {}).sort());
      expect(item["name"]).toMatch(/^[A-Z0-9]/);
    }
  });

  it("follows the seed: other words, kinds of its own, and none that the account may not use", async () => {
    expect((await api.get(`${PATH}/mysql`)).data).toMatchObject({
      description: "Ours",
      connector_class: "lite",
      type: "Database",
      config: { required: ["schema_prefix"] },
    });
    expect((await api.get(`${PATH}/acme_own`)).data).toMatchObject({
      name: "ACME",
      type: "Database",
      service_status: "beta",
      config: { type: "object" },
    });
    const missing = { status: 404, code: "NotFound_Integration" };
    expect(await api.get(`${PATH}/postgres`)).toMatchObject(missing);
    expect(await api.get(`${PATH}/no_such_service`)).toMatchObject(missing);
    const ids = itemsOf(await api.get(`${PATH}?limit=1000`)).map(({ id }) => id);
    expect(ids).toContain("acme_own");
    expect(ids).not.toContain("postgres");
  });

  it("is told to everybody at the public address, without a key", async () => {
    const response = await fetch(`${api.server.url}/public/connector-types`);
    expect(response.status).toBe(200);
    const { code, data } = (await response.json()) as { code: string; data: { items: { id: string }[] } };
    expect(code).toBe("Success");
    expect(data.items.length).toBe(773);
    expect(data.items.find(({ id }) => id === "postgres")).toMatchObject({
      config: { required: ["schema_prefix"] },
    });
    expect((await fetch(`${api.server.url}${PATH}`)).status).toBe(401);
  });
});
