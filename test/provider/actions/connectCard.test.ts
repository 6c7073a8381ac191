import * as pulumi from "@pulumi/pulumi";
import * as fivetran from "pulumi-fivetran";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startWorkbench, type Workbench } from "../../support/context";
import { arrangePeople } from "../../support/people";

const CARD = { redirectUri: "https://acme.com/done" };

describe("connectCard", () => {
  let bench: Workbench;
  let connectorId: string;

  beforeAll(async () => {
    bench = await startWorkbench();
    ({ connectorId } = await arrangePeople(bench));
    vi.stubEnv("FIVETRAN_API_URL", bench.server.url);
    vi.stubEnv("FIVETRAN_API_KEY", bench.server.apiKey);
    vi.stubEnv("FIVETRAN_API_SECRET", bench.server.apiSecret);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await bench.stop();
  });

  const cards = () => bench.server.control.journal().filter(({ path }) => path.endsWith("/connect-card"));

  it("answers the address of a page for that connector, which leads where it was told", async () => {
    const address = new URL(await fivetran.connectCard(connectorId, { ...CARD, hideSetupGuide: true }));
    expect(address.searchParams.get("redirect_uri")).toBe(CARD.redirectUri);
    expect(cards().at(-1)).toMatchObject({
      path: `/v1/connections/${connectorId}/connect-card`,
      body: { connect_card_config: { redirect_uri: CARD.redirectUri, hide_setup_guide: true } },
    });
  });

  it("takes Outputs, and its answer is secret", async () => {
    const output = fivetran.connectCardOutput(pulumi.output(connectorId), {
      redirectUri: pulumi.output(CARD.redirectUri),
    });
    const address = await new Promise<string>((resolve) => output.apply(resolve));
    expect(new URL(address).searchParams.get("redirect_uri")).toBe(CARD.redirectUri);
    expect(await pulumi.isSecret(output)).toBe(true);
  });

  it("names a connector that Fivetran does not know", async () => {
    await expect(fivetran.connectCard("no_such", CARD)).rejects.toThrow(
      "connectCard: Fivetran knows no connector 'no_such'.",
    );
  });

  it.each([
    "acme.com/done",
    "/done",
    "ftp://acme.com",
    "https://",
    "",
    undefined,
    pulumi.output("https://a.b"),
  ])("refuses the redirectUri %s, and asks nobody", async (redirectUri) => {
    const before = cards().length;
    const args = { redirectUri } as fivetran.ConnectCardArgs;
    await expect(fivetran.connectCard(connectorId, args)).rejects.toThrow(
      "connectCard: redirectUri: must be an http or https URL",
    );
    expect(cards()).toHaveLength(before);
  });

  it("says what to use where the id is not known yet", async () => {
    for (const id of [undefined, "", pulumi.output(connectorId)]) {
      await expect(fivetran.connectCard(id as string, CARD)).rejects.toThrow(
        /must be a text that is known\. In a preview, .* there is `connectCardOutput`/,
      );
    }
    await expect(
      fivetran.connectCard(connectorId, undefined as unknown as fivetran.ConnectCardArgs),
    ).rejects.toThrow("redirectUri");
  });
});
