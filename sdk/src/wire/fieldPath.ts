import { escapeControls } from "../failures/escape";
import type { UnreadableField } from "../unreadable";

/** `data.items[0].name`; a name that is not a plain word is quoted: `data.schemas["a b"].enabled`. */
export function pathInWords(path: readonly PropertyKey[]): string {
  return path.reduce<string>((words, key) => {
    if (typeof key === "number") return `${words}[${key}]`;
    const name = String(key);
    if (!/^[A-Za-z_]\w*$/.test(name)) return `${words}[${escapeControls(JSON.stringify(name))}]`;
    return words === "" ? name : `${words}.${name}`;
  }, "");
}

/** What is wrong at a place. */
export function unreadableAt(path: readonly PropertyKey[], problem: string): UnreadableField {
  const steps = path.map((key) => (typeof key === "number" ? key : String(key)));
  return { place: pathInWords(steps), path: steps, problem };
}

/** The same, said from further out. */
export function below(start: readonly PropertyKey[], { path, problem }: UnreadableField): UnreadableField {
  return unreadableAt([...start, ...path], problem);
}
