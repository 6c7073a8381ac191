import { FivetranClient } from "@pulumi-fivetran/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Account } from "../../../cli/src/access/account";
import { findConnections, readChoice } from "../../../cli/src/connections/choose";
import { CommandLine } from "../support/commandLine";

describe("the connections that are meant", () => {
  let line: CommandLine;
  let account: Account;
  beforeAll(async () => {
    line = await CommandLine.open();
    const { apiKey, apiSecret, url: baseUrl } = line.server;
    account = {
      client: new FivetranClient({ apiKey, apiSecret, baseUrl }),
      signal: new AbortController().signal,
      access: { apiKey, apiSecret, allowInsecureHttp: false, isPair: false, sources: {} },
    };
  });
  afterAll(() => line.close());

  const found = async (...words: string[]) =>
    (await findConnections(account, readChoice(words))).map(({ name }) => name);

  it.each([
    [["crisp_falcon"], ["analytics/shop_eu"]],
    [
      ["analytics/crm", "warm_heron/shop_eu", "brave_otter"],
      ["analytics/crm", "analytics/shop_eu"],
    ],
    [["my team/billing"], ["my team/billing"]],
    [[], ["analytics/crm", "analytics/shop_eu", "analytics/shop_us", "my team/billing"]],
    [
      ["service=postgres", "group=analytics"],
      ["analytics/shop_eu", "analytics/shop_us"],
    ],
    [["service=postgres group=analytics state=paused"], ["analytics/shop_us"]],
    [["group=my team"], ["my team/billing"]],
    [["state=broken"], ["analytics/crm"]],
    [["state=active", "service=mysql"], []],
  ])("%j are %j", async (words, names) => {
    expect(await found(...words)).toEqual(names);
  });

  it("are refused with every problem at once, and with what was meant", async () => {
    await expect(
      found("crisp_falcn", "analytics/shop_ue", "analytcs/crm", "billing", "zzz"),
    ).rejects.toMatchObject({
      exitCode: 2,
      message: [
        "There is no connection 'crisp_falcn'. Did you mean 'crisp_falcon'?",
        "There is no connection 'analytics/shop_ue'. Did you mean 'analytics/shop_eu'?",
        "There is no group 'analytcs'. Did you mean 'analytics'?",
        "There is no connection 'billing'. Did you mean 'my team/billing'?",
        "There is no connection 'zzz'.",
      ].join("\n"),
    });
  });

  it.each([
    [["servise=postgres"], /'servise=postgres' has no key 'servise'; did you mean 'service'\?/],
    [["state=wrong", "/crm"], /for state, which is one of broken.*\n'\/crm' has no group/s],
    [["crisp_falcon", "service=postgres"], /are both given/],
  ])("%j is a wrong call", (words, message) => {
    expect(() => readChoice(words)).toThrow(message);
  });
});
