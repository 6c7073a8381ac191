import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../../core/src/contract";
import { startWorkbench, type Workbench } from "../../support/context";
import { TESTED_KINDS } from "../../support/tested";

describe.each(TESTED_KINDS)(
  "a $kind whose state Fivetran writes in capitals",
  ({ handler, inputs, owners }) => {
    let bench: Workbench;
    let declared: Properties;
    let id: string;
    beforeEach(async () => {
      bench = await startWorkbench();
      declared = await inputs(bench);
      ({ id } = await handler.create({ inputs: declared }, bench.freshContext()));
    });
    afterEach(() => bench.stop());

    /** The next answer about it says the same state in capitals. */
    const shout = async (): Promise<void> => {
      const { url, apiKey, apiSecret, control } = bench.server;
      const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`;
      const answer = await fetch(`${url}/v1/${owners}/${id}`, { headers: { authorization } });
      const body = (await answer.text()).replace(
        /"(setup_state|setup_status)":\s*"connected"/,
        '"$1":"CONNECTED"',
      );
      expect(body).toContain("CONNECTED");
      control.faults.add({ method: "GET", path: `/${owners}/${id}$`, times: 1, status: 200, body });
      control.clearJournal();
    };
    const tests = (): unknown[] =>
      bench.server.control
        .journal()
        .filter(({ method, path }) => method === "POST" && path.endsWith("/test"));

    it("is connected all the same: a refresh finds no change", async () => {
      const { outputs } = await handler.create({ inputs: { ...declared, adopt: id } }, bench.freshContext());
      await shout();
      const refreshed = await handler.read({ id, olds: outputs }, bench.freshContext());
      expect(refreshed?.outputs).toMatchObject({ setupState: "connected" });
      const news = { ...declared, adopt: id };
      expect(await handler.diff({ id, olds: refreshed?.outputs ?? {}, news }, bench.context)).toMatchObject({
        changes: [],
        unfinished: [],
      });
    });

    it("is connected all the same: it is adopted without a test", async () => {
      const { config: _, ...bare } = declared;
      await shout();
      const { outputs } = await handler.create({ inputs: { ...bare, adopt: id } }, bench.freshContext());
      expect(outputs).toMatchObject({ setupState: "connected" });
      expect(tests()).toEqual([]);
    });
  },
);
