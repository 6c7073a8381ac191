import { describe, expect, it } from "vitest";
import { EventStreamParser } from "../../../../server/src/page/browser/eventStream";

describe("a stream of events", () => {
  const text =
    'event: request\nid: 1\ndata: {"a":1}\n\n: comment\n\nevent: change\ndata: {}\n\ndata: one\ndata: two\n\n';
  const events = [
    { name: "request", data: '{"a":1}' },
    { name: "change", data: "{}" },
    { name: "message", data: "one\ntwo" },
  ];

  it("is cut into events however it arrives", () => {
    for (let size = 1; size <= text.length; size++) {
      const parser = new EventStreamParser();
      const parsed = [];
      for (let at = 0; at < text.length; at += size) parsed.push(...parser.push(text.slice(at, at + size)));
      expect(parsed).toEqual(events);
    }
  });

  it("may end its lines as Windows does", () => {
    expect(new EventStreamParser().push(text.replaceAll("\n", "\r\n"))).toEqual(events);
  });
});
