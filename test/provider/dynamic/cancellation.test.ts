import { once } from "node:events";
import { connect, createServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCancelled } from "../../../provider/src/dynamic/cancellation";

const host = createServer((_request, response) => response.end());
beforeAll(async () => {
  await once(host.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => {
  host.close();
});

/** What the engine asks of a provider, as the host of dynamic providers is asked. */
async function ask(method: string): Promise<void> {
  const session = connect(`http://127.0.0.1:${(host.address() as AddressInfo).port}`);
  const request = session.request({ ":path": `/pulumirpc.ResourceProvider/${method}`, ":method": "POST" });
  await once(request.resume(), "end");
  session.destroy();
}

it("a run is cancelled when the engine says so, and by no other request", async () => {
  await ask("Create");
  expect(runCancelled().aborted).toBe(false);
  await ask("Cancel");
  expect(runCancelled().aborted).toBe(true);
});
