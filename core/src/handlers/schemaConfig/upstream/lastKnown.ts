import { formatPath } from "../../../values/propertyPath";
import type { Locked } from "../plan/compare";
import { type Element, namedAt, PROPERTIES, type Property, pathOf } from "../wants/elements";
import { followsPolicyInForce, type SchemaConfigInputs, type SchemaConfigOutputs } from "../wants/inputs";
import { isSameValue } from "../wants/values";
import { type Wanted, wantedOf } from "../wants/wanted";
import type { Upstream } from "./upstream";

/** What becomes of settings that cannot be read now. */
export interface Judgement {
  /** New, or other than at the last apply: to be sent. */
  readonly unsettled: readonly Wanted[];
  /** Were locked when they were last seen. */
  readonly locked: readonly Locked[];
  /** Were sent before, and nobody could ever say whether they are as wanted. */
  readonly unverified: readonly Wanted[];
}

/**
 * What the last apply or refresh left. It saves asking, at each update, for columns whose settings the program has not changed:
 * GET /schemas, by not listing a column, says that nobody has set it since.
 */
export class LastKnown {
  readonly #olds: SchemaConfigOutputs | undefined;
  readonly #inputs: SchemaConfigInputs;
  /** The policy in force is followed from now on: the state does not say which it is, so `wantedOf` cannot. */
  readonly #followsAnew: boolean;
  readonly #unverified: ReadonlySet<string>;
  readonly #skipped: ReadonlyMap<string, string>;

  /** `olds` is undefined for a creation. */
  constructor(olds: SchemaConfigOutputs | undefined, inputs: SchemaConfigInputs) {
    // What was missing, or written in advance, is in the state as it was wanted, not as it is.
    const wasMissing = olds?.drift?.some((entry) => "missing" in entry) === true;
    const isReliable = !wasMissing && olds?.precreate !== true;
    this.#olds = isReliable ? olds : undefined;
    this.#inputs = inputs;
    this.#followsAnew = followsPolicyInForce(inputs) && !(olds !== undefined && followsPolicyInForce(olds));
    this.#unverified = new Set(olds?.unverified);
    this.#skipped = new Map(olds?.skipped?.map(({ path, reason }) => [path, reason]));
  }

  /** True when what is wanted of the column is what was wanted the last time. */
  isSettled(column: Element): boolean {
    return PROPERTIES.every((property) => this.#isUnchanged(column, property));
  }

  judge(unreadable: readonly Wanted[], upstream: Upstream): Judgement {
    const unsettled: Wanted[] = [];
    const locked: Locked[] = [];
    const unverified: Wanted[] = [];
    for (const setting of unreadable) {
      const path = formatPath(pathOf(setting.element, setting.property));
      const because = this.#skipped.get(path);
      if (!this.#isUnchanged(setting.element, setting.property)) unsettled.push(setting);
      else if (because !== undefined) locked.push({ ...setting, because });
      else if (this.#unverified.has(path) || wasTried(setting.element, upstream)) unverified.push(setting);
    }
    return { unsettled, locked, unverified };
  }

  #isUnchanged(element: Element, property: Property): boolean {
    if (this.#olds === undefined || namedAt(this.#olds.schemas, element) === undefined) return false;
    if (property === "enabled" && this.#followsAnew) return false;
    const [before, now] = [this.#olds, this.#inputs].map((declared) => wantedOf(declared, element, property));
    return isSameValue(before?.value, now?.value);
  }
}

/** True when the element was asked for in vain: its table's columns cannot be read, or Fivetran does not return the property. */
function wasTried(element: Element, upstream: Upstream): boolean {
  return upstream.find(element) !== "unreadable" || upstream.isUnread(element);
}
