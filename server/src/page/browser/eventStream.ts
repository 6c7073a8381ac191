/** One server-sent event. */
export interface StreamEvent {
  /** `message` when the server names none. */
  readonly name: string;
  readonly data: string;
}

/**
 * Cuts the text of a `text/event-stream` into events, however it arrives in pieces. The page reads streams by `fetch`, not by
 * `EventSource`, which cannot send a token.
 */
export class EventStreamParser {
  #rest = "";

  /** @returns the events that are complete now */
  push(piece: string): StreamEvent[] {
    const blocks = (this.#rest + piece).replaceAll("\r\n", "\n").split("\n\n");
    this.#rest = blocks.pop() ?? "";
    return blocks.map(eventOf).filter((event) => event.data !== "");
  }
}

function eventOf(block: string): StreamEvent {
  let name = "message";
  const data: string[] = [];
  for (const line of block.split("\n")) {
    const [, field, value = ""] = /^(\w+):? ?(.*)$/s.exec(line) ?? [];
    if (field === "event") name = value;
    if (field === "data") data.push(value);
  }
  return { name, data: data.join("\n") };
}
