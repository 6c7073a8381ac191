/** How many connections are worked on at once; the client keeps within Fivetran's limits by itself. */
const AT_ONCE = 8;

/** Does something for each of a list, several at once, and returns what came of it in the list's order. */
export async function eachOf<T, Result>(
  list: readonly T[],
  work: (each: T) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const waiting = [...list.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, each] = next;
      results.set(index, await work(each));
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, list.length) }, worker));
  return list.flatMap((_, index) => (results.has(index) ? [results.get(index) as Result] : []));
}
