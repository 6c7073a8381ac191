import type { Control } from "./control/control";
import type { Visitors } from "./control/route";
import type { ControlRoute } from "./http/app";
import type { Reply } from "./http/envelope";
import type { Operation } from "./operations/operation";

/** Everything that a server answers to. */
export interface Surface {
  readonly operations: readonly Operation[];
  /** Routes of the control API and of the page. */
  readonly control: readonly ControlRoute[];
  /** For what begins like a control call and is none. */
  readonly noSuchCall: Reply;
}

/** Loads the surface when it is first asked for: with their models, operations and control calls take longer to load than all that a start needs. */
export function lazySurface(control: Control, visitors: Visitors): () => Promise<Surface> {
  let loading: Promise<Surface> | undefined;
  return () => (loading ??= load(control, visitors));
}

async function load(control: Control, visitors: Visitors): Promise<Surface> {
  const { operations } = await import("./operations/catalog.js");
  const { controlRoutes, NO_SUCH_CALL } = await import("./control/routes.js");
  return { operations, control: controlRoutes(control, visitors), noSuchCall: NO_SUCH_CALL };
}
