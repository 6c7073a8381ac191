import type { Caller, Reply } from "./caller";

/** What a GET of a path answers: its status, and at least this much of its data. */
export interface Shown {
  readonly status: number;
  readonly data?: object;
}

/** A write that a server refused, which none of these tests wants. */
export class RefusedError extends Error {}

/**
 * Writes to a server, and remembers what each of them must have left: what was acknowledged for certain, and of the ones that were
 * under way when the server died, that they happened as a whole or not at all.
 */
export class Ledger {
  /** By path. */
  readonly acknowledged = new Map<string, Shown>();
  /** What may be there instead, by path: a write was under way. */
  readonly doubtful = new Map<string, Shown>();

  constructor(private readonly caller: Caller) {}

  /** @returns the created object, which a GET of `pathOf` shows */
  async create<T extends object>(
    path: string,
    body: unknown,
    pathOf: (created: T) => string,
    shown: object = {},
  ): Promise<T> {
    const created = dataOf<T>(await this.caller.post(path, body));
    this.acknowledged.set(pathOf(created), { status: 200, data: shown });
    return created;
  }

  /** A write to something whose path is known before: what a GET of it shows then. */
  async change(method: string, path: string, body: unknown, shownAt: string, shown: Shown): Promise<void> {
    this.doubtful.set(shownAt, shown);
    dataOf(await this.caller.call(method, path, body));
    this.doubtful.delete(shownAt);
    this.acknowledged.set(shownAt, shown);
  }
}

function dataOf<T extends object>(reply: Reply): T {
  if (reply.status >= 300) throw new RefusedError(`${reply.status} ${reply.code}: ${reply.message}`);
  // The caller knows what it asked for.
  return reply.data as T;
}
