import type { Control } from "./control/control";
import type { Visitors } from "./control/route";
import type { Routes } from "./http/routes";

/** Loads the routes when they are first asked for: with their models they take longer to load than all that a start needs. */
export function lazyRoutes(control: Control, visitors: Visitors): () => Promise<Routes> {
  let loading: Promise<Routes> | undefined;
  return () => (loading ??= load(control, visitors));
}

async function load(control: Control, visitors: Visitors): Promise<Routes> {
  const { operations } = await import("./operations/catalog.js");
  const { controlRoutes, NO_SUCH_CALL } = await import("./control/routes.js");
  return { operations, control: controlRoutes(control, visitors), noSuchCall: NO_SUCH_CALL };
}
