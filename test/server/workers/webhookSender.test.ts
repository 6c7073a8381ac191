import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Account } from "../../../server/src/domain/account";
import { openAccount } from "../../../server/src/domain/openAccount";
import { NO_WORKERS } from "../../../server/src/domain/ports";
import { deliver } from "../../../server/src/domain/webhooks/deliveries";
import { ServerClock } from "../../../server/src/state/clock";
import { wordIds } from "../../../server/src/state/ids";
import { State } from "../../../server/src/state/state";
import { memoryStore } from "../../../server/src/store/memoryStore";
import { WebhookSender } from "../../../server/src/workers/webhookSender";
import { Receiver } from "../support/receiver";

describe("the sender of webhooks", () => {
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await Receiver.start();
  });
  afterEach(() => receiver.stop());

  function opened(): { account: Account; sender: WebhookSender } {
    const sender = new WebhookSender({
      allowHttp: true,
      settled: () => Promise.resolve(),
      changed: () => undefined,
    });
    const clock = new ServerClock({ now: () => 0 });
    const account = new Account(new State(memoryStore()), clock, wordIds(0), "account", {
      ...NO_WORKERS,
      webhooks: sender,
    });
    openAccount(account);
    return { account, sender };
  }

  function tell(account: Account, event: string): void {
    account.state.transaction(() => {
      const webhook = {
        id: "hook",
        type: "account",
        url: receiver.url,
        events: [event],
        active: true,
      } as const;
      account.state.put("webhooks", "hook", { ...webhook, createdAt: "", createdBy: "" });
      deliver(account, "hook", JSON.stringify({ event }));
    });
  }

  it("leaves what is due in the state until it is started, and sends it then, once and in order", async () => {
    const { account, sender } = opened();
    tell(account, "first");
    tell(account, "second");
    await sender.idle();
    expect(receiver.events).toEqual([]);
    sender.start(account);
    tell(account, "third");
    await sender.idle();
    expect(receiver.events).toEqual(["first", "second", "third"]);
    expect(account.state.count("deliveries")).toBe(0);
    await sender.stop();
  });

  it("keeps what comes after its end for the next start", async () => {
    const { account, sender } = opened();
    sender.start(account);
    await sender.stop();
    tell(account, "late");
    await sender.idle();
    expect(receiver.events).toEqual([]);
    expect(account.state.count("deliveries")).toBe(1);
  });
});
