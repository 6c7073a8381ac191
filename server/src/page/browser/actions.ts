import { confirmed } from "./dialogs.js";
import type { Notices } from "./notices.js";
import type { Page } from "./page.js";
import type { ConnectionOverview, Fault } from "./protocol.js";

/** The actions of the buttons on the server: each says what it did, or why not. */
export class Actions {
  readonly #page: Page;
  readonly #notices: Notices;

  /** Reads the account again. */
  readonly #refresh: () => Promise<void>;

  constructor(page: Page, notices: Notices, refresh: () => Promise<void>) {
    this.#page = page;
    this.#notices = notices;
    this.#refresh = refresh;
  }

  sync({ id, schema }: ConnectionOverview): void {
    this.#run(`Sync of ${schema} triggered.`, (account) => this.#page.api.act(account, id, "sync"));
  }

  setPaused({ id, schema }: ConnectionOverview, paused: boolean): void {
    const said = `${schema} ${paused ? "paused" : "resumed"}.`;
    this.#run(said, (account) => this.#page.api.act(account, id, paused ? "pause" : "resume"));
  }

  authorize({ id, schema }: ConnectionOverview): void {
    this.#run(`${schema} authorized; its setup tests have run.`, (account) =>
      this.#page.api.act(account, id, "authorize"),
    );
  }

  breakConnection({ id, schema }: ConnectionOverview): void {
    const tasks = [{ code: "reconnect", message: "Broken on the page of fivetran-local." }];
    this.#run(`${schema} is broken now.`, (account) =>
      this.#page.api.setStatus(account, id, { setupState: "broken", tasks }),
    );
  }

  mend({ id, schema }: ConnectionOverview): void {
    this.#run(`${schema} is connected again.`, (account) =>
      this.#page.api.setStatus(account, id, { setupState: "connected", tasks: [], warnings: [] }),
    );
  }

  freeze(frozen: boolean): void {
    this.#run(frozen ? "The clock stands still." : "The clock runs.", () =>
      this.#page.api.moveClock({ frozen }),
    );
  }

  advance(advanceMs: number): void {
    this.#run(undefined, () => this.#page.api.moveClock({ advanceMs }));
  }

  setClock(set: string): void {
    this.#run(`The clock is set to ${set}.`, () => this.#page.api.moveClock({ set }));
  }

  addFault(fault: Fault): void {
    this.#run("Fault added.", () => this.#page.api.addFault(fault));
  }

  removeFault(id: string): void {
    this.#run(`${id} removed.`, () => this.#page.api.removeFault(id));
  }

  clearFaults(): void {
    this.#run("All faults removed.", () => this.#page.api.clearFaults());
  }

  setLatency(ms: number): void {
    this.#run(`Every answer takes at least ${ms} ms.`, () => this.#page.api.setLatency(ms));
  }

  setRateLimits(plan: string | undefined): void {
    const said = plan === undefined ? "No rate limits." : `The rate limits of a ${plan} plan hold.`;
    this.#run(said, () => this.#page.api.setRateLimits(plan));
  }

  clearJournal(): void {
    this.#run(undefined, async () => {
      await this.#page.api.clearJournal();
      this.#page.journal.clear();
    });
  }

  downloadSnapshot(): void {
    this.#run(undefined, async (account) => {
      const url = URL.createObjectURL(await this.#page.api.snapshot(account));
      const link = document.createElement("a");
      link.href = url;
      link.download = `${account}.snapshot.json`;
      link.click();
      URL.revokeObjectURL(url);
    });
  }

  async restore(file: File): Promise<void> {
    const text = `Everything in the account is replaced by what ${file.name} holds.`;
    if (!(await confirmed("Put the snapshot back?", text, "Restore"))) return;
    this.#run(`${file.name} restored.`, async (account) =>
      this.#page.api.restore(account, await file.text()),
    );
  }

  async reset(): Promise<void> {
    const text = "The account is again as its seed has it; everything created since is gone.";
    if (!(await confirmed("Start over?", text, "Reset the account"))) return;
    this.#run("The account was reset.", (account) => this.#page.api.reset(account));
  }

  #run(said: string | undefined, work: (account: string) => Promise<unknown>): void {
    const { account } = this.#page;
    if (account === undefined) return;
    work(account.id)
      .then(() => {
        if (said !== undefined) this.#notices.done(said);
      })
      .catch((error: unknown) => this.#notices.failed(error))
      .then(() => this.#refresh())
      .catch((error: unknown) => this.#notices.failed(error));
  }
}
