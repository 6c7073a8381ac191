import { beforeEach, describe, expect, it } from "vitest";
import { Account } from "../../../../server/src/domain/account";
import { openAccount } from "../../../../server/src/domain/openAccount";
import { announce } from "../../../../server/src/domain/webhooks/announce";
import { ServerClock } from "../../../../server/src/state/clock";
import { wordIds } from "../../../../server/src/state/ids";
import { State } from "../../../../server/src/state/state";
import { memoryStore } from "../../../../server/src/store/memoryStore";

describe("an announcement", () => {
  let account: Account;
  beforeEach(() => {
    account = new Account(new State(memoryStore()), new ServerClock({ now: () => 0 }), wordIds(0));
    openAccount(account);
  });

  function listen(events: readonly string[]): void {
    account.state.transaction(() =>
      account.state.put("webhooks", "hook", {
        id: "hook",
        type: "account",
        url: "https://acme.example/",
        events,
        active: true,
        createdAt: "",
        createdBy: "",
      }),
    );
  }

  const bodies = () =>
    [...account.state.all("deliveries")].map(({ body }) => JSON.parse(body) as Record<string, unknown>);

  it("is forgotten with the transaction that it was made in", () => {
    listen(["pause_connector"]);
    expect(() =>
      account.state.transaction(() => {
        announce(account, { event: "pause_connector", groupId: "g" });
        throw new Error("refused");
      }),
    ).toThrow("refused");
    expect(bodies()).toEqual([]);
    account.state.transaction(() => announce(account, { event: "pause_connector", groupId: "g" }));
    expect(bodies()).toMatchObject([{ event: "pause_connector", destination_group_id: "g" }]);
  });

  it("is told under the older names too, to those who ask for them", () => {
    listen(["dbt_run_failed", "transformation_failed", "transformation_run_start"]);
    account.state.transaction(() => {
      announce(account, { event: "transformation_start", transformationId: "t", groupId: "g" });
      announce(account, { event: "transformation_failed", transformationId: "t", groupId: "g" });
    });
    expect(bodies().map(({ event }) => event)).toEqual([
      "transformation_run_start",
      "transformation_failed",
      "dbt_run_failed",
    ]);
  });
});
