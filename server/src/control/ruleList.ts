/** Rules that decide how things go, as a control call keeps them. */
export interface RuleList<Rule> {
  /** @returns the rule's id */
  add(rule: Rule): Promise<string>;
  list(): (Rule & { readonly id: string })[];
  remove(id: string): Promise<void>;
  clear(): Promise<void>;
}

interface Rules<Rule> {
  /** In a transaction. */
  add(rule: Rule): string;
  all(): Iterable<Rule & { readonly id: string }>;
  /** In a transaction. */
  remove(id: string): void;
}

/** @param change runs its work in a transaction, and waits until that is durable */
export function ruleList<Rule>(
  { add, all, remove }: Rules<Rule>,
  change: <T>(work: () => T) => Promise<T>,
): RuleList<Rule> {
  return {
    add: (rule) => change(() => add(rule)),
    list: () => [...all()],
    remove: (id) => change(() => remove(id)),
    clear: () =>
      change(() => {
        for (const { id } of [...all()]) remove(id);
      }),
  };
}
