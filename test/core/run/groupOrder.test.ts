import { describe, expect, it } from "vitest";
import type { Context, Handler, Properties } from "../../../core/src/contract";
import { GroupOrder, withGroupOrder } from "../../../core/src/run/groupOrder";

const notices: string[] = [];
const context = { notify: ({ message }: { message: string }) => notices.push(message) } as unknown as Context;

function handler(kind: string, made: Promise<void> = Promise.resolve()): Handler<Properties, Properties> {
  return {
    kind,
    nameOf: () => "orders",
    check: ({ news }: { news: Properties }) => ({ inputs: news, failures: [], notices: [] }),
    create: ({ inputs }: { inputs: Properties }) => made.then(() => ({ id: "i", outputs: inputs })),
  } as unknown as Handler<Properties, Properties>; // What the wrapper uses.
}

const inputs = { groupId: "g" };
const told = expect.stringMatching(
  /^Connector 'orders' does not wait for the Destination of group 'g'/,
) as string;

describe("withGroupOrder", () => {
  it("tells of a Connector that is made while the Destination of its group is not, once", async () => {
    const order = new GroupOrder();
    let finish: () => void = () => undefined;
    const destination = withGroupOrder(
      handler("Destination", new Promise((resolve) => (finish = resolve))),
      order,
    );
    const connector = withGroupOrder(handler("Connector"), order);
    destination.check({ olds: undefined, news: inputs });
    const making = destination.create({ inputs }, context);
    connector.check({ olds: undefined, news: inputs });
    notices.length = 0;
    await connector.create({ inputs }, context);
    await connector.create({ inputs }, context);
    finish();
    await making;
    expect(notices).toEqual([told]);
  });

  it("tells of a Connector that is checked before the Destination, also where both exist", () => {
    const order = new GroupOrder();
    withGroupOrder(handler("Connector"), order).check({ olds: inputs, news: inputs });
    const { notices: found } = withGroupOrder(handler("Destination"), order).check({
      olds: inputs,
      news: inputs,
    });
    expect(found.map(({ message }) => message)).toEqual([told]);
  });

  it("says nothing of one that comes after it, of another group, and of groups that are not known yet", async () => {
    const order = new GroupOrder();
    const destination = withGroupOrder(handler("Destination"), order);
    const connector = withGroupOrder(handler("Connector"), order);
    connector.check({ olds: undefined, news: { groupId: "another" } });
    connector.check({ olds: undefined, news: {} });
    expect(destination.check({ olds: undefined, news: inputs }).notices).toEqual([]);
    await destination.create({ inputs }, context);
    connector.check({ olds: undefined, news: inputs });
    notices.length = 0;
    await connector.create({ inputs }, context);
    expect(notices).toEqual([]);
  });
});
