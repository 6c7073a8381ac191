import { expect, it } from "vitest";
import { serviceAccountHandler } from "../../../core/src/handlers/serviceAccount";
import { userHandler } from "../../../core/src/handlers/user";
import { startWorkbench } from "../../support/context";
import { describeLifecycle } from "../../support/lifecycle";

const ROBOT = { givenName: "Pipeline", familyName: "Robot", email: "robot@acme.com" };

describeLifecycle(serviceAccountHandler, {
  arrange: () => Promise.resolve({ ...ROBOT, role: "Account Reviewer" }),
  listedAs: ({ givenName, familyName }) => `${String(givenName)} ${String(familyName)}`,
  changed: (inputs) => ({ ...inputs, givenName: "Nightly" }),
  replacements: { email: (inputs) => ({ ...inputs, email: "machine@acme.com" }) },
  outside: {
    change: async ({ client }, id) => void (await client.users.update(id, { familyName: "Machine" })),
    shows: "familyName",
  },
  deletes: true,
  removeParent: ({ client }, _inputs, id) => client.users.delete(id),
});

it("a service account is no User, nor a User a service account, where each kind is listed", async () => {
  const bench = await startWorkbench();
  try {
    const { id } = await serviceAccountHandler.create({ inputs: ROBOT }, bench.context);
    const ann = { email: "ann@acme.com", givenName: "Ann", familyName: "Archer" };
    const { id: person } = await userHandler.create({ inputs: ann }, bench.context);
    const listed = async (handler: typeof serviceAccountHandler | typeof userHandler): Promise<string[]> => {
      const ids: string[] = [];
      for await (const each of handler.list?.(bench.context) ?? []) ids.push(each.id);
      return ids;
    };
    expect(await listed(serviceAccountHandler)).toEqual([id]);
    expect(await listed(userHandler)).toContain(person);
    expect(await listed(userHandler)).not.toContain(id);
  } finally {
    await bench.stop();
  }
});

it("service accounts without an address may share a name, and a run that recovers does not choose between them", async () => {
  const bench = await startWorkbench();
  try {
    const { email: _, ...inputs } = ROBOT;
    const first = await serviceAccountHandler.create({ inputs }, bench.context);
    const second = await serviceAccountHandler.create({ inputs }, bench.context);
    expect(second.id).not.toBe(first.id);
    const recovering = serviceAccountHandler.create({ inputs }, bench.freshContext({ recover: true }));
    await expect(recovering).rejects.toThrow(/cannot tell which one/);
  } finally {
    await bench.stop();
  }
});
