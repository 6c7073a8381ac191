/** How far a long command is, for people: a line at each tenth. Scripts and CI see none. */
import type { Surroundings } from "../surroundings";

export function progressTeller({
  terminal,
  environment,
}: Pick<Surroundings, "terminal" | "environment">): (done: number, total: number) => void {
  if (terminal.messages === undefined || environment["CI"]) return () => undefined;
  let told = 0;
  return (done, total) => {
    const tenth = Math.floor((done * 10) / total);
    if (tenth <= told) return;
    told = tenth;
    terminal.say(`${done} of ${total} read (${tenth * 10} %)`);
  };
}
