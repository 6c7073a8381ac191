import type { JournalEntry } from "../http/journal";
import type { Control } from "./control";
import { Streamed } from "./route";

/**
 * The journal as server-sent events: first what it holds, then each request when it arrives, and again, under the same sequence, when
 * its answer was sent. `data` is an entry of the journal, `id` its sequence.
 *
 * Beside the requests, an event `change` says that what the overview shows may have changed; the first one, that the client is connected.
 *
 * @param after sequence up to which the client has seen everything; nothing when not given
 */
export function journalStream(control: Control, after: string | undefined): Streamed {
  return new Streamed("text/event-stream", (send) => {
    const seen = Number(after ?? 0);
    for (const entry of control.journal()) if (entry.sequence > seen) send(eventOf(entry));
    const ends = [control.onJournal((entry) => send(eventOf(entry))), control.onChange(() => send(CHANGE))];
    send(CHANGE);
    return () => {
      for (const end of ends) end();
    };
  });
}

const CHANGE = "event: change\ndata: {}\n\n";

function eventOf(entry: JournalEntry): string {
  return `event: request\nid: ${entry.sequence}\ndata: ${JSON.stringify(entry)}\n\n`;
}
