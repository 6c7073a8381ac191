import { createHmac } from "node:crypto";
import { verifyWebhookSignature, WEBHOOK_SIGNATURE_HEADER } from "@pulumi-fivetran/sdk";
import { describe, expect, it } from "vitest";

const SECRET = "my_secret";
const BODY =
  '{"event":"sync_end","created":"2026-01-01T00:00:00.000Z","connector_type":"asana","connector_id":"c1",' +
  '"connector_name":"asana.c1","sync_id":"00000000-0000-0000-0000-000000000001","destination_group_id":"g1",' +
  '"data":{"status":"SUCCESSFUL"}}';
const SIGNATURE = "838375a455ff1a723ac807cf9b5ccd543dc22bc378f35b496a7aa156d353889c";

describe("verifyWebhookSignature", () => {
  it.each([
    ["lower case", BODY, SIGNATURE],
    ["upper case", BODY, SIGNATURE.toUpperCase()],
    ["bytes", Buffer.from(BODY), SIGNATURE],
    ["bytes that are not a Buffer", new TextEncoder().encode(BODY), SIGNATURE],
  ])("accepts Fivetran's signature: %s", (_, body, header) => {
    expect(verifyWebhookSignature(body, header, SECRET)).toBe(true);
  });

  it("reads text as UTF-8, and bytes as they are", () => {
    const text = '{"connector_name":"Käse 🧀"}';
    const signature = createHmac("sha256", SECRET).update(Buffer.from(text, "utf8")).digest("hex");
    expect(verifyWebhookSignature(text, signature, SECRET)).toBe(true);
    const invalid = Uint8Array.of(0xff, 0xfe);
    const ofInvalid = createHmac("sha256", SECRET).update(invalid).digest("hex");
    expect(verifyWebhookSignature(invalid, ofInvalid, SECRET)).toBe(true);
  });

  it("refuses a body that differs by one byte, and another secret", () => {
    expect(verifyWebhookSignature(BODY.replace("SUCCESSFUL", "SUCCESSFUl"), SIGNATURE, SECRET)).toBe(false);
    expect(verifyWebhookSignature(`${BODY}\n`, SIGNATURE, SECRET)).toBe(false);
    expect(verifyWebhookSignature("", SIGNATURE, SECRET)).toBe(false);
    expect(verifyWebhookSignature(BODY, SIGNATURE, "My_secret")).toBe(false);
  });

  it.each([
    ["a missing header", undefined],
    ["an empty one", ""],
    ["one digit less", SIGNATURE.slice(1)],
    ["one digit more", `${SIGNATURE}0`],
    ["a prefix", `sha256=${SIGNATURE}`],
    ["white space", ` ${SIGNATURE}`],
    ["a line break", `${SIGNATURE}\n`],
    ["a digit that is none", `g${SIGNATURE.slice(1)}`],
    ["the first digit changed", `9${SIGNATURE.slice(1)}`],
    ["the last digit changed", `${SIGNATURE.slice(0, -1)}d`],
    ["base64", Buffer.from(SIGNATURE, "hex").toString("base64")],
    ["two headers, as a careless framework gives them", [SIGNATURE, SIGNATURE]],
  ])("refuses %s", (_, header) => {
    expect(verifyWebhookSignature(BODY, header, SECRET)).toBe(false);
  });

  it.each([["" as string | undefined], [undefined]])("throws without a secret (%j)", (secret) => {
    const signedByAnybody = createHmac("sha256", "").update(BODY).digest("hex");
    const verify = () => verifyWebhookSignature(BODY, signedByAnybody, secret as string);
    expect(verify).toThrow(TypeError);
    expect(verify).toThrow("secret of the webhook is missing or empty");
  });

  it("throws for a body that has been parsed", () => {
    const parsed = JSON.parse(BODY) as string;
    const verify = () => verifyWebhookSignature(parsed, SIGNATURE, SECRET);
    expect(verify).toThrow(TypeError);
    expect(verify).toThrow("rawBody must be the body as it came");
  });

  it("knows the name that Node.js gives the header", () => {
    expect(WEBHOOK_SIGNATURE_HEADER).toBe("X-Fivetran-Signature-256".toLowerCase());
  });
});
