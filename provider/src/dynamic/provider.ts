/**
 * A handler as the dynamic provider that Pulumi's host calls. Runs in the provider process. This file is the protocol: what the
 * host gives and takes for each method. Texts are `wording.ts`, `notices.ts` and `failures.ts`.
 */
import type { CheckRequest, CheckResult, Context, Handler, Notice, Properties } from "@pulumi-fivetran/core";
import { AccountFailures } from "./accountFailures";
import { type Call, callOf } from "./call";
import type { Configuration } from "./configuration";
import { hostFailure } from "./failures";
import { print } from "./notices";
import { plain, withoutProvider } from "./properties";
import { accessProblem, contextFor } from "./session";
import { urnOf } from "./urns";
import { Wording } from "./wording";

type AnyHandler = Handler<Properties, Properties>;

/** The methods that the host calls, with its words. */
export interface DynamicProvider {
  check(
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: { property: string; reason: string }[] }>;
  diff(
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ changes: boolean; replaces: string[]; deleteBeforeReplace: boolean }>;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  read(id: string, properties: Properties): Promise<{ id: string; props: Properties; inputs?: Properties }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
  delete(id: string, properties: Properties): Promise<void>;
}

/**
 * The methods stand on the object itself, since a shell is given them by `Object.assign`.
 *
 * @param load Gets the handler on first use, so that a run loads only the kinds it has.
 * @param accountFailures What the run has told of failures of the account as a whole; one for all resources of a process.
 */
export function dynamicProvider(
  kind: string,
  load: () => AnyHandler,
  configuration: Configuration,
  accountFailures = new AccountFailures(),
): DynamicProvider {
  const face = new DynamicFace(kind, load, configuration, accountFailures);
  return {
    check: (olds, news) => face.check(olds, news),
    diff: (id, olds, news) => face.diff(id, olds, news),
    create: (inputs) => face.create(inputs),
    read: (id, properties) => face.read(id, properties),
    update: (id, olds, news) => face.update(id, olds, news),
    delete: (id, properties) => face.delete(id, properties),
  };
}

class DynamicFace implements DynamicProvider {
  readonly #kind: string;
  readonly #load: () => AnyHandler;
  readonly #configuration: Configuration;
  readonly #wording: Wording;

  constructor(
    kind: string,
    load: () => AnyHandler,
    configuration: Configuration,
    accountFailures: AccountFailures,
  ) {
    this.#kind = kind;
    this.#load = load;
    this.#configuration = configuration;
    this.#wording = new Wording(load, configuration, accountFailures);
  }

  /** Never throws: the host would show a stack. */
  async check(rawOlds: Properties, rawNews: Properties): ReturnType<DynamicProvider["check"]> {
    const [olds, news] = [withoutProvider(rawOlds), withoutProvider(rawNews)];
    try {
      const problem = accessProblem(this.#configuration);
      if (problem !== undefined)
        return { inputs: news, failures: checkFailures(this.#wording.configurationProblem(problem, news)) };
      const isNew = Object.keys(olds).length === 0;
      const request = { olds: isNew ? undefined : olds, news, resource: urnOf(rawNews) };
      const checked = this.#load().check(request);
      const { inputs, failures, notices } = await this.#checkedWithAccount(request, checked);
      this.#tell(callOf("read", undefined, rawNews), notices);
      const reasons = failures.map(({ path, reason }) => this.#wording.failedCheck(path, reason, news));
      return { inputs: plain(inputs), failures: checkFailures(...reasons) };
    } catch (error) {
      return {
        inputs: news,
        failures: checkFailures(...this.#wording.brokenCheck(error, callOf("read", undefined, rawNews))),
      };
    }
  }

  /** As the user asks: by the argument of the resource, or for the whole stack. */
  async #checkedWithAccount(request: CheckRequest, checked: CheckResult): Promise<CheckResult> {
    const isAsked =
      checked.inputs["validate"] === "account" || this.#configuration.validatesWithAccount === true;
    const handler = this.#load();
    if (!isAsked || handler.checkWithAccount === undefined) return checked;
    // Its notices are those of the check, which are told with it.
    return handler.checkWithAccount(
      request,
      checked,
      contextFor(this.#configuration, () => undefined),
    );
  }

  diff(id: string, rawOlds: Properties, rawNews: Properties): ReturnType<DynamicProvider["diff"]> {
    const call = callOf("read", id, rawOlds, rawNews);
    return this.#run(call, async (context) => {
      const [olds, news] = [withoutProvider(rawOlds), withoutProvider(rawNews)];
      const result = await this.#load().diff({ id, olds, news, resource: urnOf(rawNews) }, context);
      const { changes, unfinished, notices, deleteBeforeReplace } = result;
      this.#tell(call, notices);
      this.#tell(call, unfinished.map(asNotice));
      const replacing = changes.filter(({ replaces }) => replaces).map(({ path }) => String(path[0]));
      return {
        changes: changes.length > 0 || unfinished.length > 0,
        replaces: [...new Set(replacing)],
        deleteBeforeReplace: replacing.length > 0 && deleteBeforeReplace,
      };
    });
  }

  create(rawInputs: Properties): ReturnType<DynamicProvider["create"]> {
    return this.#run(callOf("create", undefined, rawInputs), async (context) => {
      const request = { inputs: withoutProvider(rawInputs), resource: urnOf(rawInputs) };
      const { id, outputs } = await this.#load().create(request, context);
      return { id, outs: plain(outputs) };
    });
  }

  read(id: string, raw: Properties): ReturnType<DynamicProvider["read"]> {
    return this.#run(callOf("read", id, raw), async (context) => {
      const result = await this.#load().read({ id, olds: withoutProvider(raw) }, context);
      if (result === undefined) return { id: "", props: {} };
      const { inputs, outputs } = result;
      const refreshed = inputs === undefined ? {} : { inputs: plain(inputs) };
      return { id: result.id, props: plain(outputs), ...refreshed };
    });
  }

  update(id: string, rawOlds: Properties, rawNews: Properties): ReturnType<DynamicProvider["update"]> {
    return this.#run(callOf("update", id, rawOlds, rawNews), async (context) => {
      const [olds, news] = [withoutProvider(rawOlds), withoutProvider(rawNews)];
      const request = { id, olds, news, resource: urnOf(rawNews) };
      return { outs: plain(await this.#load().update(request, context)) };
    });
  }

  delete(id: string, raw: Properties): ReturnType<DynamicProvider["delete"]> {
    return this.#run(callOf("delete", id, raw), (context) =>
      this.#load().delete({ id, olds: withoutProvider(raw), resource: urnOf(raw) }, context),
    );
  }

  /** Runs an operation, tells its notices as they come, and passes on only what the user should see of a failure. */
  async #run<T>(call: Call, work: (context: Context) => Promise<T>): Promise<T> {
    try {
      const context = contextFor(this.#configuration, (notice) => {
        this.#tell(call, [notice]);
      });
      return await work(context);
    } catch (error) {
      throw hostFailure(error, this.#kind, call, this.#wording);
    }
  }

  #tell(call: Call, notices: readonly Notice[]): void {
    for (const notice of notices)
      print(this.#subjectOf(call, notice), notice, (problem) => this.#wording.problem(problem, call));
  }

  #subjectOf({ id, properties }: Call, { isGeneral }: Notice): string {
    if (isGeneral === true) return this.#kind;
    return id === undefined ? this.#wording.subjectOf(properties[0]) : `${this.#kind} '${id}'`;
  }
}

/** Problems in the host's form. They name no property: beside one the engine would print its value, which may be a secret. */
function checkFailures(...reasons: readonly string[]): { property: string; reason: string }[] {
  return reasons.map((reason) => ({ property: "", reason }));
}

/** Work left from an earlier run. */
function asNotice(message: string): Notice {
  return { severity: "info", path: [], message };
}
