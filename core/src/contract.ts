/**
 * The contract between what a resource does (`handlers/`) and how Pulumi is told (`dynamic/`, later a native plugin).
 *
 * A handler is plain data in, plain data out. It imports nothing of Pulumi, reads no environment and keeps no state, so the
 * same object serves every face and can be tested without an engine.
 */
import type { FivetranClient } from "@pulumi-fivetran/sdk";
import type { ServiceFamily } from "@pulumi-fivetran/sdk/services";
import type { Advice } from "./errors/advice";
import type { ConnectionReader } from "./run/connectionReader";
import type { KeyedLock } from "./run/keyedLock";

/** Properties of a resource as plain data: no Output, no secret envelope, unknown values as `UNKNOWN`. */
export type Properties = Record<string, unknown>;

/** Where a property is: `["schemas", "public", "tables", "customers"]`. Names may contain dots, so a path is never one string. */
export type PropertyPath = readonly (string | number)[];

/** What went wrong, and what a user can do. Never holds a command of a face, or a secret. */
export interface Problem {
  /** What failed, and why; may have several lines. */
  readonly summary: string;
  /** What was found out besides: lines of text, or problems of their own. */
  readonly details?: readonly (string | Problem)[];
  /** The resource, as messages name it: `Connector 'orders'`. */
  readonly subject?: string | undefined;
  /** The property it is about. */
  readonly path?: PropertyPath | undefined;
  /** Fivetran's code for it. */
  readonly code?: string | undefined;
  /** Of the request that was refused. */
  readonly requestId?: string | undefined;
  /** The likeliest first. */
  readonly advice?: readonly Advice[];
  /** Ids of the objects that exist and may be meant. */
  readonly candidates?: readonly string[];
}

/** Something worth telling a user that is not an error: a warning, or an effect that the declared change does not show. */
export interface Notice {
  /** `info`: what was or will be done besides the obvious. `warning`: something the user should look at. */
  readonly severity: "info" | "warning";
  /** The property it is about; empty for the resource as a whole. */
  readonly path: PropertyPath;
  readonly message: string;
  /** What was found out besides: lines of text, or problems of their own. */
  readonly details?: readonly (string | Problem)[];
  /** What to do about it. */
  readonly advice?: readonly Advice[];
  /** Of the request that was refused. */
  readonly requestId?: string;
  /** True of what holds for every resource of the kind: a face tells it once a run. */
  readonly isGeneral?: true;
}

/** One input that is wrong, with the path a user would write: `schemas.public.tables.customers.columns.email.hashed`. */
export interface CheckFailure {
  readonly path: PropertyPath;
  /** What is wrong and what would be right. Never holds a secret value. */
  readonly reason: string;
}

export interface CheckRequest {
  /** The inputs of the last run; undefined for a new resource. */
  readonly olds: Properties | undefined;
  /** The inputs of this run, possibly with unknown leaves. */
  readonly news: Properties;
  /** The URN of the program's resource; undefined where the face is not told. */
  readonly resource?: string | undefined;
}

export interface CheckResult {
  /** The inputs to go on with. Defaults are not filled in: an input a program did not name stays unnamed in the state. */
  readonly inputs: Properties;
  readonly failures: readonly CheckFailure[];
  readonly notices: readonly Notice[];
}

/** A difference at one property, in the words of Pulumi's detailed diff. */
export interface PropertyChange {
  readonly path: PropertyPath;
  readonly kind: "add" | "update" | "delete";
  /** True when this difference alone needs a new object. */
  readonly replaces: boolean;
}

export interface DiffRequest<Inputs, Outputs> {
  readonly id: string;
  /** The outputs of the last apply or refresh: the declared inputs as they are upstream, and read-only facts. */
  readonly olds: Outputs;
  /** Checked inputs, possibly with unknown leaves. */
  readonly news: Inputs;
  /** The URN of the program's resource; undefined where the face is not told. */
  readonly resource?: string | undefined;
}

export interface DiffResult {
  readonly changes: readonly PropertyChange[];
  /** True when the old object must go before the new one can be made (it would hold the same name). */
  readonly deleteBeforeReplace: boolean;
  /** Work that is left from an earlier run (`setup tests have not passed`): an update even where no property differs. */
  readonly unfinished: readonly string[];
  readonly notices: readonly Notice[];
}

export interface CreateRequest<Inputs> {
  readonly inputs: Inputs;
  /** The URN of the program's resource; undefined where the face is not told. */
  readonly resource?: string | undefined;
}

export interface CreateResult<Outputs> {
  readonly id: string;
  readonly outputs: Outputs;
}

export interface ReadRequest<Outputs> {
  readonly id: string;
  readonly olds: Outputs;
}

export interface ReadResult<Inputs, Outputs> {
  readonly id: string;
  readonly outputs: Outputs;
  /** The declared inputs with their comparable leaves refreshed; undefined when nothing of them has changed. */
  readonly inputs: Inputs | undefined;
}

export interface UpdateRequest<Inputs, Outputs> {
  readonly id: string;
  readonly olds: Outputs;
  readonly news: Inputs;
  /** The URN of the program's resource; undefined where the face is not told. */
  readonly resource?: string | undefined;
}

export interface DeleteRequest<Outputs> {
  readonly id: string;
  readonly olds: Outputs;
  /** The URN of the program's resource; undefined where the face is not told. */
  readonly resource?: string | undefined;
  /** For a complete list: the identities of its members that the program still declares, and that stay. */
  readonly kept?: ReadonlySet<string>;
}

/** One object that exists, as a list shows it. */
export interface Listed {
  readonly id: string;
  /** What a user knows it by. */
  readonly name: string;
}

/** An object that exists, as a program would declare it: for an export, and for an import by id. */
export interface Existing<Inputs, Outputs> {
  readonly id: string;
  /** Every setting that is not what Fivetran has when nothing is said. Holds no secret, and nothing of what no read returns. */
  readonly inputs: Inputs;
  /** The outputs that a resource with these inputs has. */
  readonly outputs: Outputs;
  /** Settings that are set and that must not, or cannot, be read: secrets. */
  readonly masked: readonly PropertyPath[];
  /** What is set and what no input can say. */
  readonly notices: readonly Notice[];
}

/** What a handler may use of the outside world; injected, so that tests decide about time and transport. */
export interface Context {
  readonly client: FivetranClient;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves after this number of milliseconds. Rejects as soon as the run is cancelled. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Tells the user at once; for notices that are found while an operation runs. */
  readonly notify: (notice: Notice) => void;
  /**
   * Ends calls at once when it is aborted. The dynamic face never does, also when the run is cancelled: a call that was sent may have made
   * something, and its answer is what keeps that tracked.
   */
  readonly signal: AbortSignal;
  /** True in a run that mends a killed one: creates look for their object before making it. */
  readonly recover: boolean;
  /** For a creation: whether another record of the program holds this id already, as far as the run has shown. */
  readonly isHeld?: (id: string) => boolean;
  /** One at a time for a key: everything that compares and then patches one connection's schema config. */
  readonly locks: KeyedLock;
  /** Connection details, read once for all resources of one connection. */
  readonly connections: ConnectionReader;
}

/** Roles that a resource declares, as far as their ids are known. */
export interface RoleClaim {
  /** Whose and where, in the API's words and an order of their own: `groupId userId`. */
  readonly relation: string;
  /** The ids that are fixed: both for a single membership, the holder's for a list. */
  readonly place: Readonly<Record<string, string>>;
  /** Of a complete list whose members are all known: each with its role, by id. */
  readonly members?: ReadonlyMap<string, string | undefined>;
}

/**
 * What a resource does. `check` and `diff` make no network call (the engine runs them one after another), but for the one look in `diff`
 * that lists what new rules, or a changed list of members, will do. Everything else may.
 *
 * A `create` or `update` that fails after the object exists throws `PartialFailure`, so that the object stays tracked.
 */
export interface Handler<Inputs extends object = object, Outputs extends object = object> {
  /** Names the resource in Pulumi's type token and in messages: `Connector`. */
  readonly kind: string;
  /**
   * What a user knows an object by while it has no id: a group's name, a connector's schema. Undefined while that is not known.
   * Never a secret.
   */
  nameOf(inputs: Properties): string | undefined;
  /**
   * What an object is known by besides its id, in words: `the name 'analytics'`. By it a run that mends a killed one looks for what was
   * left behind. Absent where nothing is made, or nothing would tell two apart.
   */
  naturalKey?(inputs: Inputs): string;
  /** Which roles inputs declare, so that two resources that would undo each other are found; undefined while that is not known. */
  roleClaim?(inputs: Properties): RoleClaim | undefined;
  /** Whose settings its `config` and `auth` are; absent where it has none. */
  readonly serviceFamily?: ServiceFamily;
  /**
   * What an object holds at Fivetran, where that is not one thing known by kind and id: the single memberships of a list, or the one
   * that a list may hold too. A run never deletes what another of its records holds.
   */
  members?(properties: Properties): readonly string[];
  /** True where a delete can leave some of the members. */
  readonly isList?: boolean;
  /** What it declares of other kinds, by kind and id: certificates that a connector's list trusts. Its own delete leaves them. */
  alsoDeclares?(id: string, inputs: Properties): readonly string[];
  /** Outputs that are no inputs. In the preview of a creation they are unknown; everything else is as declared. */
  readonly facts: readonly string[];
  /** Which leaves of inputs or outputs are secret. Empty where nothing can be. */
  secretPaths(properties: Properties): PropertyPath[];
  check(request: CheckRequest): CheckResult;
  /**
   * Goes on with a check by what the account says of itself: the one check that makes calls. A face asks for it only where the user has
   * (`validate: "account"`). Absent where the account says nothing of the kind.
   */
  checkWithAccount?(request: CheckRequest, checked: CheckResult, context: Context): Promise<CheckResult>;
  diff(request: DiffRequest<Inputs, Outputs>, context: Context): DiffResult | Promise<DiffResult>;
  create(request: CreateRequest<Inputs>, context: Context): Promise<CreateResult<Outputs>>;
  /** Returns undefined when the object, or what it lives in, is gone. */
  read(request: ReadRequest<Outputs>, context: Context): Promise<ReadResult<Inputs, Outputs> | undefined>;
  update(request: UpdateRequest<Inputs, Outputs>, context: Context): Promise<Outputs>;
  /** Deleting what is gone already is success. */
  delete(request: DeleteRequest<Outputs>, context: Context): Promise<void>;
  /** Absent where an object of the kind cannot be read by its id alone. Undefined when it is gone. */
  existing?(id: string, context: Context): Promise<Existing<Inputs, Outputs> | undefined>;
  /** All objects of the kind in the account, page by page; absent where the API has no list of them. */
  list?(context: Context): AsyncIterable<Listed>;
}
