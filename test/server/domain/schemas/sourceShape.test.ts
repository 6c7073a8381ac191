import { afterEach, describe, expect, it } from "vitest";
import { Api } from "../../support/api";

const named = (schema: string) => ({ schemas: { [schema]: { tables: {} } } });

describe("the source of a connection", () => {
  let api: Api;
  afterEach(() => api.stop());

  const found = async (id: string): Promise<string[]> => {
    await api.control.restore(
      api.control.snapshot().filter(({ collection }) => collection !== "discoveries"),
    );
    const { data } = await api.post(`/v1/connections/${id}/schemas/reload`, {});
    return Object.keys((data as { schemas: object }).schemas);
  };

  it("is the most exact one that was set, the last where one was set again", async () => {
    api = await Api.start();
    const id = await api.connection();
    expect(await found(id)).toEqual(["public"]);
    await api.control.setShape({}, named("everyone's"));
    expect(await found(id)).toEqual(["everyone's"]);
    await api.control.setShape({ connectionId: id }, named("its own"));
    await api.control.setShape({ service: "postgres" }, named("the service's"));
    await api.control.setShape({ schema: "shop", service: "mysql" }, named("another's"));
    expect(await found(id)).toEqual(["its own"]);
    await api.control.setShape({ connectionId: id }, named("its second"));
    expect(await found(id)).toEqual(["its second"]);
  });

  it("is by default one schema with the connection's name, where the service is no database", async () => {
    api = await Api.start();
    const id = await api.connection({ service: "github", config: { schema: "gh" } });
    expect(await found(id)).toEqual(["gh"]);
  });
});
