import type { Operation } from "../operations/operation";
import type { Call } from "./call";
import type { Reply } from "./envelope";

/** Everything that a server responds to. */
export interface Routes {
  readonly operations: readonly Operation[];
  /** Of the control API and of the page. */
  readonly control: readonly ControlRoute[];
  /** The reply to a path that begins like a control call and is none. */
  readonly noSuchCall: Reply;
}

/** A route of the control API or of the page, kept apart from those of the API. */
export interface ControlRoute {
  readonly method: string;
  readonly path: string;
  serve(call: Call): Promise<Reply>;
}
