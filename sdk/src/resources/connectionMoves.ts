import { path } from "../http/path";
import type { RequestOptions } from "../options";
import { ApiResource } from "../resource";
import { toWire } from "../wire/case";
import { schemasIn } from "../wire/schemasIn";
import type { ConnectionMove, ConnectionMoveJob, ConnectionMoveOptions } from "./connectionMoves.types";

const answers = schemasIn(() => import("./connectionMoves.answers.js"));

/** Moves of connections to another group, and so to another destination. */
export class ConnectionMoves extends ApiResource {
  /**
   * Moves a paused connection to another group, and so to another destination. With `CONTINUE_WITH_DATA` a job does it, which
   * {@link retrieve} follows. Never repeated when its answer was lost: look where the connection is.
   *
   * @throws {InvalidInputError} for a connection that is not paused, or whose credentials need `forceMove`
   * @throws {NotFoundError} also where the account does not have this operation: see `isNotOffered`
   */
  async start(
    connectionId: string,
    to: ConnectionMoveOptions,
    options?: RequestOptions,
  ): Promise<ConnectionMove> {
    return this.call(
      {
        method: "POST",
        path: path`/connections/${connectionId}/move`,
        version: 2,
        body: toWire(to),
        answer: answers("connectionMove"),
      },
      options,
    );
  }

  /** The job that moves a connection with its data. @throws {NotFoundError} */
  async retrieve(connectionId: string, jobId: string, options?: RequestOptions): Promise<ConnectionMoveJob> {
    return this.call(
      {
        method: "GET",
        path: path`/connections/${connectionId}/move/${jobId}`,
        version: 2,
        answer: answers("connectionMoveJob"),
      },
      options,
    );
  }
}
