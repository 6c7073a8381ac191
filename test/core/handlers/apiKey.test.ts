import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { apiKeyHandler } from "../../../core/src/handlers/apiKey";
import { startWorkbench, type Workbench } from "../../support/context";
import { describeHandedOut } from "../../support/handedOut";
import { describeLifecycle } from "../../support/lifecycle";

const HANDED_OUT = ["keySecret"];
const DAY_MS = 24 * 60 * 60 * 1000;

async function arrange({ client }: Workbench): Promise<{ userId: string }> {
  const robot = { userType: "SERVICE_ACCOUNT", givenName: "Pipeline", familyName: "Robot" } as const;
  return { userId: (await client.users.create(robot)).id };
}

describeLifecycle(apiKeyHandler, {
  arrange,
  handedOut: HANDED_OUT,
  listedAs: ({ userId }) => userId,
  changed: (inputs) => ({ ...inputs, rotationTrigger: "2026-11" }),
  replacements: { userId: (inputs) => ({ ...inputs, userId: "another_user" }) },
  outside: undefined,
  deletes: true,
  removeParent: ({ client }, inputs) => client.users.delete(String(inputs["userId"])),
});

describeHandedOut(apiKeyHandler, HANDED_OUT, arrange);

describe("ApiKey", () => {
  let bench: Workbench;
  let userId: string;
  beforeEach(async () => {
    bench = await startWorkbench();
    ({ userId } = await arrange(bench));
  });
  afterEach(() => bench.stop());

  const bodies = (path: RegExp): unknown[] =>
    bench.server.control
      .journal()
      .filter((entry) => entry.method === "POST" && path.test(entry.path))
      .map(({ body }) => body);
  const said = (state: object, news: object): unknown =>
    apiKeyHandler.diff({ id: userId, olds: state as never, news: news as never }, bench.context);
  /** Whether the account can be used with them. */
  const isGood = async (apiKey: unknown, apiSecret: unknown): Promise<boolean> => {
    const token = Buffer.from(`${String(apiKey)}:${String(apiSecret)}`).toString("base64");
    const headers = { authorization: `Basic ${token}` };
    return (await fetch(`${bench.server.url}/v1/groups`, { headers })).ok;
  };

  it("overlaps: the old secret is good beside the new one, for a day where the program says nothing, and ends after it", async () => {
    const { outputs: first } = await apiKeyHandler.create({ inputs: { userId } }, bench.context);
    const news = { userId, rotationTrigger: "2026-11", expirationPeriodDays: 30 };
    const second = await apiKeyHandler.update({ id: userId, olds: first, news }, bench.context);
    expect(bodies(/rotate$/)).toEqual([{ overlap_days: 1, expiration_period_days: 30 }]);
    expect(second).toMatchObject({ keyStatus: "ACTIVE_GRACE", keyValue: first.keyValue });
    expect(await isGood(first.keyValue, first.keySecret)).toBe(true);
    expect(await isGood(second.keyValue, second.keySecret)).toBe(true);
    await bench.server.control.clock.advance(DAY_MS + 1);
    expect(await isGood(first.keyValue, first.keySecret)).toBe(false);
    expect(await isGood(second.keyValue, second.keySecret)).toBe(true);
    const read = await apiKeyHandler.read({ id: userId, olds: second }, bench.freshContext());
    expect(read?.outputs).toMatchObject({ keyStatus: "ACTIVE", keySecret: second.keySecret });
    expect(read?.inputs).toBeUndefined();
  });

  it("ends the old secret at once with an overlap of 0, and says before what will end when", async () => {
    const { outputs } = await apiKeyHandler.create({ inputs: { userId } }, bench.context);
    const news = { userId, rotationTrigger: "2026-11", overlapDays: 0 };
    expect(said(outputs, news)).toMatchObject({
      notices: [{ message: "hands out a new secret; the old secret ends at once" }],
    });
    expect(said(outputs, { ...news, overlapDays: 7 })).toMatchObject({
      notices: [{ message: "hands out a new secret; the old secret is good for 7 more days" }],
    });
    await apiKeyHandler.update({ id: userId, olds: outputs, news }, bench.context);
    expect(await isGood(outputs.keyValue, outputs.keySecret)).toBe(false);
  });

  it("warns, before and while, that a rotation within an overlap ends the secret from before it", async () => {
    const { outputs } = await apiKeyHandler.create({ inputs: { userId } }, bench.context);
    const once = { userId, rotationTrigger: "1", overlapDays: 7 };
    const first = await apiKeyHandler.update({ id: userId, olds: outputs, news: once }, bench.context);
    const twice = { ...once, rotationTrigger: "2" };
    expect(said(first, twice)).toMatchObject({
      notices: [{}, { severity: "warning", message: expect.stringContaining("ends now") as string }],
    });
    const second = await apiKeyHandler.update({ id: userId, olds: first, news: twice }, bench.context);
    expect(bench.notices.at(-1)).toMatchObject({ severity: "warning", path: ["rotationTrigger"] });
    expect(await isGood(outputs.keyValue, outputs.keySecret)).toBe(false);
    expect(await isGood(first.keyValue, first.keySecret)).toBe(true);
    expect(await isGood(second.keyValue, second.keySecret)).toBe(true);
  });

  it("says that it has expired, and a rotation renews it", async () => {
    const inputs = { userId, expirationPeriodDays: 1 };
    const { outputs } = await apiKeyHandler.create({ inputs }, bench.context);
    expect(bodies(/api-keys$/)).toEqual([{ expiration_period_days: 1 }]);
    await bench.server.control.clock.advance(2 * DAY_MS);
    const read = await apiKeyHandler.read({ id: userId, olds: outputs }, bench.freshContext());
    const expired = read?.outputs ?? outputs;
    expect(said(expired, inputs)).toMatchObject({
      changes: [],
      notices: [{ severity: "warning", message: expect.stringContaining("has expired") as string }],
    });
    const news = { ...inputs, rotationTrigger: "now" };
    const renewed = await apiKeyHandler.update({ id: userId, olds: expired, news }, bench.context);
    expect(await isGood(renewed.keyValue, renewed.keySecret)).toBe(true);
  });

  it("is refused, and nothing sent, where the user has a key; `adopt` is the user's id", async () => {
    await bench.client.apiKeys.create(userId);
    bench.server.control.clearJournal();
    const refused: unknown = await apiKeyHandler
      .create({ inputs: { userId } }, bench.context)
      .catch((error: unknown) => error);
    expect(String(refused)).toMatch(/one API key at most[\s\S]*adopt: "/);
    expect(bodies(/./)).toEqual([]);
    const { id: other } = await bench.client.users.create({
      userType: "SERVICE_ACCOUNT",
      givenName: "A",
      familyName: "B",
    });
    await bench.client.apiKeys.create(other);
    const wrong: unknown = await apiKeyHandler
      .create({ inputs: { userId, adopt: other } }, bench.context)
      .catch((error: unknown) => error);
    expect(String(wrong)).toContain(`userId: declared '${userId}', there it is '${other}'`);
    const { id } = await apiKeyHandler.create({ inputs: { userId, adopt: userId } }, bench.context);
    expect(id).toBe(userId);
  });

  it.each([
    ["expirationPeriodDays", 366],
    ["expirationPeriodDays", 0],
    ["overlapDays", 31],
    ["overlapDays", -1],
  ])("takes no %s of %d", (name, days) => {
    const { failures } = apiKeyHandler.check({ olds: undefined, news: { userId, [name]: days } });
    expect(failures).toMatchObject([{ path: [name] }]);
  });
});
