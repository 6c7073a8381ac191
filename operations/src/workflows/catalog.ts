import type { Workflow } from "../workflow/workflow";
import { maintenanceWindow } from "./maintenanceWindow";
import { moveConnection } from "./moveConnection";
import { resync } from "./resync";
import { rotateCredential } from "./rotateCredential";
import { updateState } from "./updateState";

/** Every kind of operation. Each gets the input with which it was begun. */
export const WORKFLOWS: readonly Workflow[] = [
  updateState as Workflow,
  maintenanceWindow as Workflow,
  rotateCredential as Workflow,
  resync as Workflow,
  moveConnection as Workflow,
];
