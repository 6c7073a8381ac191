import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collidingNames, destinationName } from "../../../engine/src/names/naming";

describe("names at the destination", () => {
  it.each([
    ["OrderLines", "order_lines"],
    ["order-lines", "order_lines"],
    ["HTTPServer", "http_server"],
    ["userID", "user_id"],
    ["Größe (cm)", "große_cm_"],
    ["2fa", "_2fa"],
    ["a.b", "a_b"],
    ["_private", "_private"],
    ["", "_"],
    ["注文", "注文"],
  ])("%j is %j by Fivetran's naming", (name, wanted) => {
    expect(destinationName("FIVETRAN_NAMING", name)).toBe(wanted);
    expect(destinationName("SOURCE_NAMING", name)).toBe(name);
  });

  it("stay as they are when named twice", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 20 }), (name) => {
        const once = destinationName("FIVETRAN_NAMING", name);
        expect(destinationName("FIVETRAN_NAMING", once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it("that would be one are found", () => {
    expect(collidingNames("FIVETRAN_NAMING", ["userId", "user_id", "name"])).toEqual(
      new Map([["user_id", ["userId", "user_id"]]]),
    );
    expect(collidingNames("SOURCE_NAMING", ["userId", "user_id"]).size).toBe(0);
  });
});
