import { describe, expect, it } from "vitest";
import { Gate } from "../../../sdk/src/limits/gate.ts";

const MINUTE = 60_000;
const HOUR = 3_600_000;
const NOW = Date.parse("2026-03-01T12:00:00Z");

function limited(): Gate {
  const gate = new Gate("setupTests");
  gate.lowerTo({ perMinute: 2, perHour: 3 });
  return gate;
}

describe("Gate", () => {
  it("opens when the narrower of minute and hour does, and says which it is", () => {
    const gate = limited();
    expect(gate.isOpen(NOW)).toBe(true);
    gate.record(NOW);
    gate.record(NOW);
    expect(gate.isOpen(NOW)).toBe(false);
    expect(gate.opening(NOW, 0)).toEqual({
      at: NOW + MINUTE,
      by: "limit",
      because: "the limit for setup tests, 2 a minute, is reached",
    });
    expect(gate.isOpen(NOW + MINUTE)).toBe(true);
    gate.record(NOW + MINUTE);
    expect(gate.isOpen(NOW + 2 * MINUTE)).toBe(false);
    expect(gate.opening(NOW + 2 * MINUTE, 0)).toEqual({
      at: NOW + HOUR,
      by: "limit",
      because: "the limit for setup tests, 3 an hour, is reached",
    });
  });

  it("is closed while Fivetran has asked to wait, and says so where nothing else keeps it closed for longer", () => {
    const gate = limited();
    gate.closeUntil(NOW + 1_000);
    expect(gate.isOpen(NOW + 999)).toBe(false);
    expect(gate.opening(NOW, 0)).toEqual({
      at: NOW + 1_000,
      by: "server",
      because: "another request was told to wait, so this one was not sent",
    });
    expect(gate.isOpen(NOW + 1_000)).toBe(true);
    for (let sent = 0; sent < 3; sent += 1) gate.record(NOW);
    gate.closeUntil(NOW + 2 * MINUTE);
    expect(gate.opening(NOW, 0)).toMatchObject({ at: NOW + HOUR, by: "limit" });
  });
});
