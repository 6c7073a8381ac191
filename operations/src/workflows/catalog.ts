import type { Workflow } from "../workflow/workflow";
import { updateState } from "./updateState";

/** Every kind of operation. Each gets the input with which it was begun. */
export const WORKFLOWS: readonly Workflow[] = [updateState as Workflow];
