import type { Alteration, DestinationTable } from "../contract/destination";
import { type DestinationColumn, formatTable, type TableName } from "../contract/table";
import type { PlannedColumn, TablePlan } from "../contract/tablePlan";
import { type EngineError, SchemaChangedError } from "../errors";
import { formatType, sameType } from "../types/columnType";
import { widen } from "../types/widening";

/** What the engine does when the source's columns are no longer the destination's. */
export interface SchemaPolicy {
  /** Whether columns are added and types widened. Otherwise such a change stops the table, or is left out (`allowBreaking`). */
  readonly autoMigrate: boolean;
  /**
   * Whether a table goes on when a column has been dropped or its type has become another. With `autoMigrate` the re-typed column
   * becomes text, which holds both; without, it is left out. A dropped column stays, without values in rows that are written anew.
   */
  readonly allowBreaking: boolean;
  /** Whether columns that the rules block are removed from the destination. */
  readonly dropBlocked: boolean;
}

/** One change of a table's columns, as the schema history keeps it. It holds no value. */
export interface SchemaChange {
  readonly table: string;
  readonly column: string;
  readonly kind:
    | "tableCreated"
    | "columnAdded"
    | "columnWidened"
    | "columnRetyped"
    | "columnGone"
    | "columnDropped";
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly breaking: boolean;
  /** What was done: `applied`, or `leftOut` of the sync. */
  readonly action: "applied" | "leftOut";
}

/** Columns of a destination that are not moved, with a reason. */
export interface KnownColumns {
  /** They are there at the source, and the rules block them. */
  readonly blocked: ReadonlySet<string>;
  /** The program has added them. */
  readonly declared: ReadonlySet<string>;
  /** Whether a column that the source does not list may come back: an API lists only what its records have. */
  readonly open?: boolean | undefined;
  /** They are to be removed, whatever the policy does with blocked columns. */
  readonly dropped: ReadonlySet<string>;
}

export interface Evolution {
  /** The columns that are moved, by their positions in the plan, with the destination's types. */
  readonly columns: readonly { readonly planned: PlannedColumn; readonly column: DestinationColumn }[];
  readonly alterations: readonly Alteration[];
  readonly changes: readonly SchemaChange[];
}

/**
 * What has to be done to an existing table before the plan's rows fit into it. Columns are added and widened, never narrowed.
 *
 * @param known Names at the destination of columns that are not moved, and why that is so.
 * @throws SchemaChangedError where the policy stops the table
 */
export function evolve(
  plan: TablePlan,
  existing: DestinationTable,
  policy: SchemaPolicy,
  known: KnownColumns,
): Evolution {
  checkKey(plan, existing);
  const found = plan.columns.map((column) => columnChange(plan, existing, column));
  const gone = goneColumns(plan, existing, policy, known);
  const changes = [...found.flatMap(({ change }) => (change === undefined ? [] : [change])), ...gone.changes];
  const stopping = changes.filter(({ breaking }) => (breaking ? !policy.allowBreaking : stops(policy)));
  if (stopping.length > 0) throw stopped(plan.source, stopping);
  const kept = found.filter(({ change }) => change === undefined || policy.autoMigrate);
  return {
    columns: kept.map(({ planned, column }) => ({ planned, column })),
    alterations: [
      ...kept.flatMap(({ alteration }) => (alteration === undefined ? [] : [alteration])),
      ...gone.alterations,
    ],
    changes: changes.map((change) =>
      policy.autoMigrate || change.kind === "columnGone" || change.kind === "columnDropped"
        ? change
        : { ...change, action: "leftOut" },
    ),
  };
}

/** Without migration, a change that breaks nothing stops the table unless it may be left out. */
function stops(policy: SchemaPolicy): boolean {
  return !policy.autoMigrate && !policy.allowBreaking;
}

function checkKey(plan: TablePlan, existing: DestinationTable): void {
  const wanted = plan.keyless
    ? ["_fivetran_id"]
    : plan.columns.filter(({ key }) => key).map(({ name }) => name);
  if ([...wanted].sort().join("\0") === [...existing.key].sort().join("\0")) return;
  throw new SchemaChangedError(
    `The key was ${existing.key.join(", ")} and is now ${wanted.join(", ")}.`,
    { table: plan.source },
    "Rename or remove the destination's table, so that it is made anew, or declare the old key.",
  );
}

interface ColumnChange {
  readonly planned: PlannedColumn;
  readonly column: DestinationColumn;
  readonly alteration?: Alteration;
  readonly change?: SchemaChange;
}

function columnChange(plan: TablePlan, existing: DestinationTable, planned: PlannedColumn): ColumnChange {
  const { name, type } = planned;
  const there = existing.columns.find((column) => column.name === name);
  const base = { table: formatTable(plan.source), column: planned.source, action: "applied" } as const;
  if (there === undefined)
    return {
      planned,
      column: { name, type },
      alteration: { kind: "add", column: { name, type } },
      change: { ...base, kind: "columnAdded", to: formatType(type), breaking: false },
    };
  const wide = widen(there.type, type);
  if (sameType(wide, there.type)) return { planned, column: there };
  const breaking = wide.name === "STRING" && type.name !== "STRING";
  return {
    planned,
    column: { name, type: wide },
    alteration: { kind: "widen", name, from: there.type, to: wide },
    change: {
      ...base,
      kind: breaking ? "columnRetyped" : "columnWidened",
      from: formatType(there.type),
      to: formatType(breaking ? type : wide),
      breaking,
    },
  };
}

/** Columns of the destination that are no longer moved: dropped at the source, or blocked since. */
function goneColumns(
  plan: TablePlan,
  existing: DestinationTable,
  policy: SchemaPolicy,
  { blocked, declared, dropped, open = false }: KnownColumns,
): { alterations: Alteration[]; changes: SchemaChange[] } {
  const alterations: Alteration[] = [];
  const changes: SchemaChange[] = [];
  for (const { name, type } of existing.columns) {
    if (plan.columns.some((column) => column.name === name) || declared.has(name)) continue;
    const base = {
      table: formatTable(plan.source),
      column: name,
      from: formatType(type),
      action: "applied",
    } as const;
    if (dropped.has(name) || (blocked.has(name) && policy.dropBlocked)) {
      alterations.push({ kind: "drop", name });
      changes.push({ ...base, kind: "columnDropped", breaking: false });
    } else if (!blocked.has(name) && !open) changes.push({ ...base, kind: "columnGone", breaking: true });
  }
  return { alterations, changes };
}

function stopped(table: TableName, changes: readonly SchemaChange[]): EngineError {
  const lines = changes.map(({ column, kind, from, to }) =>
    kind === "columnGone"
      ? `column ${column} (${from ?? ""}) has gone`
      : kind === "columnAdded"
        ? `column ${column} (${to ?? ""}) is new`
        : `column ${column} was ${from ?? ""} and is now ${to ?? ""}`,
  );
  return new SchemaChangedError(
    `The source's columns have changed: ${lines.join("; ")}.`,
    { table },
    changes.some(({ breaking }) => breaking)
      ? "Set `schema.allowBreaking` to go on: a re-typed column becomes text, one that has gone keeps its values."
      : "Set `schema.autoMigrate` to apply it.",
  );
}
