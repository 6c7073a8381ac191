/**
 * Keeps a run from deleting what its program declares. Each record of the state has a token of its own; the wrapper notes which
 * records a run shows to be declared, and what they hold at Fivetran, and a delete leaves what another declared record holds.
 * `decisions/0024-a-run-never-deletes-what-it-declares.md` tells how the engine orders its calls, and why it works as it does.
 */
import { randomBytes } from "node:crypto";
import type {
  CheckRequest,
  CheckResult,
  Context,
  CreateRequest,
  CreateResult,
  DeleteRequest,
  DiffRequest,
  DiffResult,
  Handler,
  Properties,
  ReadRequest,
  ReadResult,
  UpdateRequest,
} from "../contract";
import { PartialFailure } from "../errors/partialFailure";
import { HandlerError } from "../errors/problem";
import type { Holder, RunRecords } from "../run/runRecords";
import { knownText } from "../values/unknown";

/** Output: the token of the record. No handler sees it. */
export const RECORD = "recordId";

type AnyHandler = Handler<Properties, Properties>;

/** The same handler, whose deletes leave what other records of the run hold. */
export function withIdentity(handler: AnyHandler, records: RunRecords): AnyHandler {
  const identified = new IdentifiedHandler(handler, records);
  return {
    ...handler,
    check: (request) => identified.check(request),
    diff: (request, context) => identified.diff(request, context),
    create: (request, context) => identified.create(request, context),
    read: (request, context) => identified.read(request, context),
    update: (request, context) => identified.update(request, context),
    delete: (request, context) => identified.delete(request, context),
  };
}

class IdentifiedHandler {
  readonly #handler: AnyHandler;
  readonly #records: RunRecords;

  constructor(handler: AnyHandler, records: RunRecords) {
    this.#handler = handler;
    this.#records = records;
  }

  check(request: CheckRequest): CheckResult {
    const result = this.#handler.check(request);
    const { kind, members } = this.#handler;
    if (result.failures.length > 0) return result;
    const adopt = knownText(result.inputs["adopt"]);
    if (adopt !== undefined) this.#records.adopt(identityOf(kind, adopt));
    if (members !== undefined) this.#records.name(members(result.inputs));
    if (request.olds !== undefined) this.#records.check(kind, result.inputs, request.resource);
    return result;
  }

  async diff(request: DiffRequest<Properties, Properties>, context: Context): Promise<DiffResult> {
    const { id, news, resource } = request;
    const { token, outputs: olds } = withoutToken(request.olds);
    const result = await this.#handler.diff({ ...request, olds }, context);
    const isDeclared = this.#records.takeCheck(this.#handler.kind, news, resource);
    const isReplaced = result.changes.some(({ replaces }) => replaces);
    if (isReplaced) this.#assertNotAdopted(id, news, result);
    // Without a token, what is left of the record after an update is told by the update; the engine may replace it instead.
    const isSureToStay = result.changes.length === 0 && result.unfinished.length === 0;
    if (isDeclared && !isReplaced && (token !== undefined || isSureToStay))
      this.#hold(token, id, news, resource);
    return result;
  }

  async create(request: CreateRequest<Properties>, context: Context): Promise<CreateResult<Properties>> {
    const { inputs, resource } = request;
    const token = newToken();
    const isHeld = (id: string): boolean =>
      this.#identities(id, inputs).some((each) => this.#records.holderBesides(token, each) !== undefined);
    const created = this.#handler.create(request, { ...context, isHeld });
    const { id, outputs } = await this.#mark(token, created, (made) => {
      this.#hold(token, made, inputs, resource);
    });
    this.#hold(token, id, inputs, resource);
    return { id, outputs: { ...outputs, [RECORD]: token } };
  }

  async read(
    request: ReadRequest<Properties>,
    context: Context,
  ): Promise<ReadResult<Properties, Properties> | undefined> {
    const { token, outputs: olds } = withoutToken(request.olds);
    const result = await this.#handler.read({ ...request, olds }, context);
    return result && { ...result, outputs: withToken(result.outputs, token) };
  }

  async update(request: UpdateRequest<Properties, Properties>, context: Context): Promise<Properties> {
    const { id, news, resource } = request;
    const { token = newToken(), outputs: olds } = withoutToken(request.olds);
    this.#hold(token, id, news, resource);
    const outputs = await this.#mark(token, this.#handler.update({ ...request, olds }, context));
    return { ...outputs, [RECORD]: token };
  }

  async delete(request: DeleteRequest<Properties>, context: Context): Promise<void> {
    const { id, resource } = request;
    const { token, outputs: olds } = withoutToken(request.olds);
    const identities = this.#identities(id, olds);
    const kept = new Map<string, Holder | undefined>();
    for (const identity of identities) {
      const holder = this.#records.holderBesides(token, identity);
      if (holder !== undefined || (this.#handler.isList === true && this.#records.isNamed(identity)))
        kept.set(identity, holder);
    }
    const [holder] = kept.values();
    const isOthers = identities.length > 0 && kept.size === identities.length;
    this.#assertNotNamed(id, isOthers ? holder : undefined, isOthers, resource);
    if (kept.size > 0) tellKept(isOthers ? undefined : kept.size, holder, resource, context);
    if (!isOthers) await this.#handler.delete({ ...request, olds, kept: new Set(kept.keys()) }, context);
    if (token !== undefined) this.#records.release(token);
  }

  #identities(id: string, properties: Properties): readonly string[] {
    const { kind, members } = this.#handler;
    return members === undefined ? [identityOf(kind, id)] : members(properties);
  }

  #hold(token: string | undefined, id: string, inputs: Properties, resource: string | undefined): void {
    const declared = this.#handler.alsoDeclares?.(id, inputs) ?? [];
    const identities = [...this.#identities(id, inputs), ...declared];
    this.#records.hold(token, identities, { label: this.#labelOf(inputs, resource), resource });
  }

  /** `Connector 'orders2'`: by the program's name for it where that is known. */
  #labelOf(inputs: Properties, resource: string | undefined): string {
    const { kind, nameOf } = this.#handler;
    const name = nameIn(resource) ?? nameOf(inputs);
    return name === undefined ? kind : `${kind} '${name}'`;
  }

  /** Its own object would be deleted and then looked for, or adopted and then deleted. */
  #assertNotAdopted(id: string, news: Properties, { changes }: DiffResult): void {
    if (news["adopt"] !== id) return;
    const properties = changes.filter(({ replaces }) => replaces).map(({ path }) => String(path[0]));
    const subject = `${this.#handler.kind} '${id}'`;
    throw new HandlerError({
      summary: `${subject}: ${[...new Set(properties)].join(", ")} cannot be changed without another object, and \`adopt\` names this one.`,
      subject,
      path: ["adopt"],
      advice: [{ kind: "removeAdoptFirst" }],
    });
  }

  /** @throws Error where the program names the object in `adopt` and no resource but the one to be replaced is known to hold it */
  #assertNotNamed(
    id: string,
    holder: Holder | undefined,
    isOthers: boolean,
    resource: string | undefined,
  ): void {
    const { kind } = this.#handler;
    if (!this.#records.isAdopted(identityOf(kind, id))) return;
    const isItself = holder?.resource !== undefined && holder.resource === resource;
    if (isOthers && !isItself) return;
    throw new HandlerError({
      summary: `${kind} '${id}' is not deleted, because the program names it in \`adopt\`: it would be replaced by itself.`,
      subject: `${kind} '${id}'`,
      path: ["adopt"],
      advice: [{ kind: "removeAdoptFirst" }],
    });
  }

  /** Returns what an operation returns; gives a failure that keeps the object tracked the token. */
  async #mark<T>(token: string, operation: Promise<T>, onMade?: (id: string) => void): Promise<T> {
    try {
      return await operation;
    } catch (error) {
      if (!(error instanceof PartialFailure)) throw error;
      onMade?.(error.id);
      throw new PartialFailure(error.id, { ...error.outputs, [RECORD]: token }, error.problems);
    }
  }
}

/** Kind and upstream id: never what an object is named. */
function identityOf(kind: string, id: string): string {
  return `${kind} ${id}`;
}

/** Short, since each record of the state has one; long enough for a stack never to have it twice. */
function newToken(): string {
  return randomBytes(6).toString("base64url");
}

function withoutToken(outputs: Properties): { token: string | undefined; outputs: Properties } {
  const { [RECORD]: token, ...rest } = outputs;
  return { token: knownText(token), outputs: rest };
}

function withToken(outputs: Properties, token: string | undefined): Properties {
  return token === undefined ? outputs : { ...outputs, [RECORD]: token };
}

/** The name that the program gives a resource: the end of its URN. */
function nameIn(resource: string | undefined): string | undefined {
  return resource?.split("::").at(-1);
}

/** @param count How many members of a list are kept; undefined where all of the object is. */
function tellKept(
  count: number | undefined,
  holder: Holder | undefined,
  resource: string | undefined,
  { notify }: Context,
): void {
  const what = count === undefined ? "it" : `${count} of its members`;
  const owner = holder?.label ?? "this program";
  const isReplaced = holder === undefined || (holder.resource !== undefined && holder.resource === resource);
  const advice = isReplaced
    ? ""
    : `. If this is the same resource under another name, \`aliases: [{ name: ${JSON.stringify(nameIn(resource) ?? "<its old name>")} }]\` keeps the two names one record`;
  const message = `leaves ${what} at Fivetran: ${owner} declares ${count === undefined ? "it" : "them"} now${advice}`;
  notify({ severity: "info", path: [], message });
}
