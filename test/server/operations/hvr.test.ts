import { expect, it } from "vitest";
import { Api } from "../support/api";

it("registers HVR hubs, each with a token of its own", async () => {
  const api = await Api.start();
  try {
    const register = () =>
      api.post("/v1/hvr/register-hub", { fingerprint: "f", port: 4340, hub_server_url: "https://hub.test" });
    const [one, other] = [await register(), await register()];
    expect(one).toMatchObject({ status: 200, message: "HVR hub has been registered" });
    const [first, second] = [one.data, other.data] as Record<string, string>[];
    expect(first?.["registration_id"]).not.toBe(second?.["registration_id"]);
    expect(first?.["access_token"]).not.toBe(second?.["access_token"]);
    expect(JSON.stringify(api.control.snapshot())).not.toContain(first?.["access_token"]);
    expect(await api.post("/v1/hvr/register-hub", { port: "x" })).toMatchObject({ status: 400 });
  } finally {
    await api.stop();
  }
});
