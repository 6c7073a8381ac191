import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("../..", import.meta.url));

/** Which of the sdk's dependencies a fresh process has loaded after it ran some code with the built sdk. */
function loadedBy(code: string): string {
  const script = `(async () => {
    const sdk = require("@pulumi-fivetran/sdk");
    ${code}
    const files = Object.keys(require.cache).map((file) => file.replaceAll("\\\\", "/"));
    console.log(["axios", "zod"].filter((name) => files.some((file) => file.includes("/node_modules/" + name + "/"))).join());
  })()`;
  return execFileSync(process.execPath, ["-e", script], { cwd: folder, encoding: "utf8" }).trim();
}

describe("a program that receives webhooks", () => {
  it("loads neither axios nor zod to verify a signature", () => {
    expect(loadedBy('sdk.verifyWebhookSignature("{}", "00", "secret");')).toBe("");
  });

  it("loads zod, and no axios, with the first event that it reads", () => {
    const event = JSON.stringify({ event: "sync_start", created: "2026-01-01T00:00:00.000Z" });
    expect(loadedBy(`await sdk.parseWebhookEvent(${JSON.stringify(event)});`)).toBe("zod");
  });
});
