/** From the records of Terraform's provider, wherever they were kept, to resources of ours. */
import type { Found, Inventory, Note, Skipped } from "../../convert/inventory";
import { LISTS } from "../../convert/kinds";
import { connectionIdOf, connector, schedule } from "./connections";
import { type Declared, foundIn } from "./declared";
import { READERS } from "./others";
import { type Attributes, type ForeignRecord, text } from "./record";
import { schemaConfig } from "./schemaConfig";

/** Families of connections. */
export const CONNECTIONS = ["fivetran_connector", "fivetran_connection", "fivetran_connection_v2"];

/** What belongs to a connection. */
const CONFIG = "fivetran_connection_config";
const SCHEDULE = "fivetran_connector_schedule";
const PAUSE = "fivetran_connection_v2_pause_state";
const SCHEMA = "fivetran_connector_schema_config";

/** Every type that is converted. */
export const TYPES: readonly string[] = [
  ...CONNECTIONS,
  CONFIG,
  SCHEDULE,
  PAUSE,
  SCHEMA,
  ...Object.keys(READERS),
];

export function inventoryOf(records: readonly ForeignRecord[]): Inventory {
  return new Conversion(records).run();
}

class Conversion {
  readonly #records: readonly ForeignRecord[];
  readonly #found: Found[] = [];
  readonly #skipped: Skipped[] = [];
  readonly #notes: Note[] = [];
  /** Groups of connections, by their ids. */
  readonly #groups: ReadonlyMap<string, string>;

  constructor(records: readonly ForeignRecord[]) {
    this.#records = records;
    this.#groups = new Map(
      records
        .filter(({ type }) => CONNECTIONS.includes(type))
        .map(({ attributes }) => [text(attributes, "id") ?? "", text(attributes, "group_id") ?? ""]),
    );
  }

  run(): Inventory {
    for (const record of this.#records) this.#convert(record);
    return { found: this.#found, skipped: this.#skipped, notes: this.#notes };
  }

  #convert(record: ForeignRecord): void {
    const { type, attributes } = record;
    if (CONNECTIONS.includes(type)) this.#add(record, connector(record, this.#ofType(CONFIG)));
    else if (type === SCHEDULE) this.#addSchedule(record);
    else if (type === PAUSE) this.#addPause(record);
    else if (type === SCHEMA) {
      this.#add(record, schemaConfig(record, this.#groupOf(attributes)));
      this.#note(
        record,
        "SchemaConfig",
        "an element that it does not name is left as it is here; Terraform's provider switches it as the policy says, and takes hashing away",
      );
    } else if (type === CONFIG) this.#checkConfig(record);
    else this.#convertOther(record);
  }

  #convertOther(record: ForeignRecord): void {
    const read = READERS[record.type];
    if (read === undefined) {
      const isOurs = record.type.startsWith("fivetran_");
      const reason = isOurs
        ? "has no counterpart here; the object at Fivetran stays as it is"
        : "is not of Fivetran's provider; it stays where it is";
      this.#skip(record, reason);
      return;
    }
    const declared = read(record.attributes);
    if (declared.length === 0) this.#skip(record, "names nothing that could be declared");
    for (const each of declared) {
      if (each.id === "" || each.id.startsWith(":"))
        this.#skip(record, "has no id in the state: it was never made");
      else this.#add(record, each);
      if (LISTS[each.kind] !== undefined)
        this.#note(
          record,
          each.kind,
          `is a complete list, as it was: who is not in it loses the role. ${LISTS[each.kind] ?? ""} declares one role, and removes nobody`,
        );
    }
  }

  #addSchedule(record: ForeignRecord): void {
    const id = connectionIdOf(record.attributes);
    const pauses = this.#ofType(PAUSE).filter(({ attributes }) => connectionIdOf(attributes) === id);
    const others = pauses.map(({ attributes }) => attributes);
    this.#add(record, schedule(record, others, this.#groupOf(record.attributes)));
  }

  /** Where there is a schedule too, that says it. */
  #addPause(record: ForeignRecord): void {
    const id = connectionIdOf(record.attributes);
    const hasSchedule = this.#ofType(SCHEDULE).some(({ attributes }) => connectionIdOf(attributes) === id);
    if (!hasSchedule) this.#add(record, schedule(record, [], this.#groupOf(record.attributes)));
  }

  #checkConfig(record: ForeignRecord): void {
    if (this.#groups.has(connectionIdOf(record.attributes))) return;
    this.#skip(
      record,
      "its connection is not in this state, and settings are part of the Connector here: export the connector from the account",
    );
  }

  #groupOf(attributes: Attributes): string | undefined {
    return this.#groups.get(connectionIdOf(attributes));
  }

  #ofType(wanted: string): ForeignRecord[] {
    return this.#records.filter(({ type }) => type === wanted);
  }

  #add(record: ForeignRecord, declared: Declared): void {
    const isTwice = this.#found.some(({ kind, id }) => kind === declared.kind && id === declared.id);
    if (isTwice)
      this.#skip(
        record,
        `is another record of ${declared.kind} '${declared.id}', which is in the program once`,
      );
    else this.#found.push(foundIn(record, declared));
  }

  #skip({ type, address }: ForeignRecord, reason: string): void {
    this.#skipped.push({ kind: type, name: address, reason });
  }

  #note({ address }: ForeignRecord, kind: string, message: string): void {
    this.#notes.push({ kind, name: address, message });
  }
}
