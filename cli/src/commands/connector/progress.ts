/** Shows a sync as it goes: rows, checkpoints, the connector's log. */
import type { CommitResult, ConnectorEvent, TableDefinition } from "../../runner/port";
import { SEQUENCE, SHAPE } from "../../runner/port";
import type { SyncResult } from "../../runner/sync";
import type { Terminal } from "../../terminal";
import { showTalk } from "./folder";

const OPERATIONS = ["upsert", "update", "delete"];

export class Progress {
  readonly #started = performance.now();
  readonly #tables = new Map<number, TableDefinition>();
  readonly #shown = new Map<number, number>();
  #rows = 0;
  #checkpoints = 0;

  constructor(
    private readonly terminal: Terminal,
    private readonly json: boolean,
    private readonly showRows: number,
  ) {}

  begin(name: string, state: string): void {
    if (this.json) this.#line("begin", { connector: name }, state);
    else this.terminal.say(`${name}: from ${state === "{}" ? "the beginning" : `the state ${state}`}`);
  }

  see(event: ConnectorEvent): void {
    showTalk(event, this.json, this.terminal);
    switch (event.type) {
      case "table":
        this.#tables.set(event.index, event);
        return;
      case "rows":
        this.#rows += event.count;
        this.#showRows(event.table, event.lines);
        if (this.json) this.#line("rows", { table: this.#name(event.table), rows: event.count });
        return;
      case "truncate":
        if (this.json) this.#line("truncate", { table: this.#name(event.table) });
        else this.terminal.say(`  ${this.#name(event.table)}: truncate`);
        return;
      case "fileEnd":
        if (this.json) this.#line("file", { path: event.path, bytes: event.bytes });
        else this.terminal.say(`  file ${event.path}, ${event.bytes} bytes: files are checked, and not kept`);
        return;
      default:
        return;
    }
  }

  checkpoint(state: string, tables: CommitResult["tables"]): void {
    this.#checkpoints++;
    if (this.json) this.#line("checkpoint", { number: this.#checkpoints, tables }, state);
    else
      this.terminal.say(`  checkpoint ${this.#checkpoints}, ${this.#rows} rows so far: ${shortened(state)}`);
  }

  end({ rows, checkpoints, state, stopped }: SyncResult): void {
    const seconds = (performance.now() - this.#started) / 1000;
    const perSecond = Math.round(rows / seconds);
    if (this.json)
      this.#line("end", { rows, checkpoints, stopped, seconds: Number(seconds.toFixed(3)) }, state);
    else
      this.terminal.say(
        `${stopped ? "Stopped" : "Done"}: ${rows} rows, ${checkpoints} checkpoints in ${seconds.toFixed(1)} s (${perSecond} rows/s).`,
      );
  }

  /** Types of the columns, by table. */
  types(): Record<string, Readonly<Record<string, string>>> {
    return Object.fromEntries([...this.#tables.values()].map((each) => [each.table, each.columns]));
  }

  #showRows(table: number, lines: Uint8Array): void {
    let shown = this.#shown.get(table) ?? 0;
    if (this.json || shown >= this.showRows) return;
    let from = 0;
    for (; shown < this.showRows && from < lines.length; shown++) {
      const end = lines.indexOf(10, from);
      const row = JSON.parse(Buffer.from(lines.subarray(from, end)).toString("utf8")) as Record<
        string,
        unknown
      >;
      const operation = OPERATIONS[Number(row[SEQUENCE]) % 4] ?? "";
      delete row[SEQUENCE];
      delete row[SHAPE];
      this.terminal.say(`  ${operation} ${this.#name(table)} ${shortened(JSON.stringify(row))}`);
      from = end + 1;
    }
    this.#shown.set(table, shown);
  }

  #name(table: number): string {
    const known = this.#tables.get(table);
    return known === undefined
      ? String(table)
      : known.schema === null
        ? known.table
        : `${known.schema}.${known.table}`;
  }

  /** @param state as it is: reading it would round numbers beyond 2^53 */
  #line(event: string, fields: object, state?: string): void {
    const text = JSON.stringify({ event, ...fields });
    this.terminal.print(state === undefined ? text : `${text.slice(0, -1)},"state":${state}}`);
  }
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
