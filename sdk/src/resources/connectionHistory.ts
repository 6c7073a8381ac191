import { path } from "../http/path";
import type { RequestOptions } from "../options";
import type { Listing, ListOptions, Page } from "../pagination";
import { ApiResource } from "../resource";
import { schemasIn } from "../wire/schemasIn";
import type { SyncHistoryEntry, SyncHistoryWindow, TableWarnings } from "./connectionHistory.types";

const answers = schemasIn(() => import("./connectionHistory.answers.js"));

/**
 * What the syncs of a connection came to, and what Fivetran warns of. An account that does not have these operations yet returns
 * a 404 that `isNotOffered` recognizes.
 */
export class ConnectionHistory extends ApiResource {
  /**
   * The syncs of a connection within a window of time, with what each came to.
   *
   * @throws {InvalidInputError} for a window of more than 7 days, or one that begins more than 7 days ago
   * @throws {NotFoundError} also where the account does not have this operation: see `isNotOffered`
   */
  listSyncs(
    connectionId: string,
    window: SyncHistoryWindow = {},
    options?: ListOptions,
  ): Listing<SyncHistoryEntry> {
    return this.listing(
      {
        path: path`/connections/${connectionId}/sync-history`,
        query: { start_time: timeText(window.startTime), end_time: timeText(window.endTime) },
        version: 2,
        answer: answers("syncHistory"),
      },
      options,
    );
  }

  /**
   * The warnings about a connection and its tables. Fivetran takes no position for this list: a `nextCursor`, should there be
   * one, says that there is more than can be had.
   *
   * @throws {NotFoundError} also where the account does not have this operation: see `isNotOffered`
   */
  async listWarnings(connectionId: string, options?: RequestOptions): Promise<Page<TableWarnings>> {
    return this.call(
      {
        method: "GET",
        path: path`/connections/${connectionId}/warnings`,
        version: 2,
        answer: answers("warnings"),
      },
      options,
    );
  }

  /**
   * Removes all warnings of one type, such as `resync_table_warning`.
   *
   * @throws {NotFoundError} also for a type that Fivetran does not know
   */
  async dismissWarnings(connectionId: string, warningType: string, options?: RequestOptions): Promise<void> {
    return this.call(
      {
        method: "DELETE",
        path: path`/connections/${connectionId}/warnings/${warningType}`,
        version: 2,
      },
      options,
    );
  }
}

/** As the API writes times; text is sent as it is. */
function timeText(time: Date | string | undefined): string | undefined {
  return time instanceof Date ? time.toISOString() : time;
}
