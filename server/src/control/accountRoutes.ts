import { z } from "zod";
import { given } from "../domain/given";
import {
  alertsModel,
  setupTestRuleModel,
  shapeModel,
  shapeTargetModel,
  spanMs,
  syncRuleModel,
} from "../domain/inputModels";
import {
  projectRuleModel,
  quickstartPackageModel,
  transformationRuleModel,
} from "../domain/transformations/inputModels";
import type { AccountControl } from "./accountControl";
import type { Control } from "./control";
import { type ControlRequest, type DeclaredRoute, nothing, route } from "./route";
import type { RuleList } from "./ruleList";
import { snapshotModel } from "./snapshotModel";

const status = z.strictObject({
  setupState: z.enum(["incomplete", "connected", "broken"]).optional(),
  updateState: z.enum(["on_schedule", "delayed"]).optional(),
  rescheduledFor: z.iso.datetime().optional(),
  failedAt: z.iso.datetime().nullable().optional(),
  tasks: alertsModel.optional(),
  warnings: alertsModel.optional(),
});

const settings = z.strictObject({
  unsupportedServices: z.array(z.string()).optional(),
  personAuthorizedServices: z.array(z.string()).optional(),
  addMetadataConnections: z.boolean().optional(),
  syncDurationMs: spanMs.optional(),
  schedules: z.boolean().optional(),
  firstSyncDelayMs: spanMs.optional(),
  privateLinkChangeMs: spanMs.optional(),
  moveJobMs: spanMs.optional(),
  movesAreJobs: z.boolean().optional(),
  rowFiltering: z.boolean().optional(),
});

const shape = z.strictObject({ target: shapeTargetModel, shape: shapeModel });

/** What concerns an account: `?account=<id>` or the header `X-Fivetran-Local-Account` names it. */
export function accountRoutes(control: Control): readonly DeclaredRoute[] {
  /** Without a name: the first account, or all of them, where a call can concern all. */
  const of = ({ query, header }: ControlRequest): Control | AccountControl => {
    const id = query["account"] ?? header("x-fivetran-local-account");
    return id === undefined ? control : control.account(id);
  };
  return [
    ...ruleRoutes("/_local/setup-tests", setupTestRuleModel, (call) => of(call).setupTests),
    ...ruleRoutes("/_local/sync-rules", syncRuleModel, (call) => of(call).syncRules),
    ...ruleRoutes(
      "/_local/transformation-rules",
      transformationRuleModel,
      (call) => of(call).transformationRules,
    ),
    ...ruleRoutes("/_local/project-rules", projectRuleModel, (call) => of(call).projectRules),
    route("PUT", "/_local/quickstart-packages", quickstartPackageModel, (body, call) =>
      of(call).setQuickstartPackage(body),
    ),
    route("PUT", "/_local/shapes", shape, (body, call) => of(call).setShape(body.target, body.shape)),
    route("POST", "/_local/connections/{id}/authorize", nothing, (_, call) => of(call).authorize(idIn(call))),
    route("POST", "/_local/connections/{id}/sync", nothing, (_, call) => of(call).sync(idIn(call))),
    route("POST", "/_local/connections/{id}/pause", nothing, (_, call) =>
      of(call).setPaused(idIn(call), true),
    ),
    route("POST", "/_local/connections/{id}/resume", nothing, (_, call) =>
      of(call).setPaused(idIn(call), false),
    ),
    route("PATCH", "/_local/connections/{id}/status", status, (body, call) =>
      of(call).setStatus(idIn(call), given(body)),
    ),
    route("POST", "/_local/groups/{id}/metadata-connection", nothing, async (_, call) => ({
      id: await of(call).addMetadataConnection(idIn(call)),
    })),
    route("PATCH", "/_local/settings", settings, (body, call) => of(call).configure(given(body))),
    route("GET", "/_local/snapshot", nothing, (_, call) => of(call).snapshot()),
    route("PUT", "/_local/snapshot", snapshotModel, (body, call) => of(call).restore(body)),
    route("POST", "/_local/idle", nothing, (_, call) => of(call).idle()),
    route("POST", "/_local/reset", nothing, (_, call) => of(call).reset()),
    route("GET", "/_local/overview/connections/{id}", nothing, (_, call) => of(call).details(idIn(call))),
  ];
}

function ruleRoutes<Rule>(
  path: string,
  model: z.ZodType<Rule>,
  rules: (call: ControlRequest) => RuleList<Rule>,
): readonly DeclaredRoute[] {
  return [
    route("GET", path, nothing, (_, call) => rules(call).list()),
    route("POST", path, model, async (body, call) => ({ id: await rules(call).add(body) })),
    route("DELETE", path, nothing, (_, call) => rules(call).clear()),
    route("DELETE", `${path}/{id}`, nothing, (_, call) => rules(call).remove(idIn(call))),
  ];
}

export function idIn({ params }: ControlRequest): string {
  return params["id"] ?? "";
}
