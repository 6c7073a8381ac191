import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { userHandler } from "../../../core/src/handlers/user";
import { startWorkbench, type Workbench } from "../../support/context";
import { describeLifecycle } from "../../support/lifecycle";

const ANN = { email: "ann@acme.com", givenName: "Ann", familyName: "Archer", phone: "+15550100" };

describeLifecycle(userHandler, {
  arrange: () => Promise.resolve({ ...ANN, role: "Account Reviewer" }),
  others: ["owner@example.com"],
  listedAs: ({ email }) => email,
  changed: (inputs) => ({ ...inputs, givenName: "Anna", phone: "+15550101" }),
  replacements: { email: (inputs) => ({ ...inputs, email: "anna@acme.com" }) },
  outside: {
    change: async ({ client }, id) => void (await client.users.update(id, { familyName: "Bowman" })),
    shows: "familyName",
  },
  deletes: true,
  removeParent: ({ client }, _inputs, id) => client.users.delete(id),
});

describe("User", () => {
  let bench: Workbench;
  beforeEach(async () => {
    bench = await startWorkbench();
  });
  afterEach(() => bench.stop());

  it("has phone, picture and role cleared when the program takes them out", async () => {
    const inputs = { ...ANN, picture: "https://acme.com/ann.png", role: "Account Reviewer" };
    const { id, outputs } = await userHandler.create({ inputs }, bench.context);
    const { phone: _, ...news } = ANN;
    await userHandler.update({ id, olds: outputs, news }, bench.context);
    const live = await bench.client.users.retrieve(id);
    expect([live.phone ?? null, live.picture ?? null, live.role ?? ""]).toEqual([null, null, ""]);
  });

  it("is found again by its address, whatever its case, when a run was killed", async () => {
    const { id } = await userHandler.create({ inputs: ANN }, bench.context);
    const inputs = { ...ANN, email: "Ann@acme.com" };
    const failing = userHandler.create({ inputs }, bench.freshContext({ recover: true }));
    // The address differs in case, and it cannot be changed: nothing is taken without a look.
    await expect(failing).rejects.toThrow(id);
  });

  it("names who has a taken address, and how to adopt that user", async () => {
    const { id } = await userHandler.create({ inputs: ANN }, bench.context);
    const inputs = { ...ANN, email: "Ann@ACME.com" };
    const failure: unknown = await userHandler
      .create({ inputs }, bench.freshContext())
      .catch((e: unknown) => e);
    expect(failure).toMatchObject({ cause: { status: 409, code: "UserExists" } });
    const { message } = failure as Error;
    expect(message).toContain(`Fivetran has the e-mail address 'ann@acme.com' already: '${id}'`);
    expect(message).toContain(`\`email: "ann@acme.com"\` with \`adopt: "${id}"\``);
    expect((await bench.client.users.list().all()).filter(({ email }) => email === ANN.email)).toHaveLength(
      1,
    );
  });

  it("says so when nobody who has a taken address can be seen", async () => {
    bench.server.control.faults.add({ method: "POST", status: 409, code: "UserExists", message: "taken" });
    await expect(userHandler.create({ inputs: ANN }, bench.context)).rejects.toThrow(
      "the account's list of users does not show who",
    );
  });
});
