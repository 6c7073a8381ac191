import { actorOf } from "../domain/accounts";
import { cancelRun, putScheduled, removeTransformation, startRun } from "../domain/transformations/runs";
import { messages } from "../messages";
import { type Operation, operation, pageSource } from "./operation";
import { upgradePackage } from "./quickstartPackages";
import { newTransformation, runBody, transformationUpdate } from "./transformationModel";
import { createTransformation, updateTransformation } from "./transformationSetup";
import { transformationOf, transformationView } from "./transformationView";

const said = messages.transformations;

export const transformations: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/transformations",
    run: (account, { query }) => {
      const { group_id: groupId, project_id: projectId, type } = query;
      const found = [...account.state.all("transformations")].filter(
        (one) =>
          (groupId === undefined || one.groupId === groupId) &&
          (type === undefined || one.type === type) &&
          (projectId === undefined || (one.type === "DBT_CORE" && one.config.project_id === projectId)),
      );
      return {
        message: said.listed,
        pages: pageSource(found, (one) => transformationView(account, one)),
      };
    },
  }),
  operation({
    method: "POST",
    path: "/v1/transformations",
    status: 201,
    body: newTransformation,
    run: (account, { body, caller }) => {
      const made = createTransformation(account, body, actorOf(caller, account));
      putScheduled(account, made);
      return { message: said.created, data: transformationView(account, made) };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/transformations/{transformationId}",
    run: (account, { params }) => ({
      message: said.details,
      data: transformationView(account, transformationOf(account, params.transformationId)),
    }),
  }),
  operation({
    method: "PATCH",
    path: "/v1/transformations/{transformationId}",
    body: transformationUpdate,
    run: (account, { params, body }) => {
      const transformation = transformationOf(account, params.transformationId);
      const updated = updateTransformation(account, transformation, body);
      if (updated.schedule === transformation.schedule && updated.paused === transformation.paused) {
        // The time that it runs next stays.
        account.state.put("transformations", updated.id, updated);
      } else putScheduled(account, updated);
      return { message: said.updated, data: transformationView(account, updated) };
    },
  }),
  operation({
    method: "DELETE",
    path: "/v1/transformations/{transformationId}",
    run: (account, { params }) => {
      const { id } = transformationOf(account, params.transformationId);
      removeTransformation(account, id);
      return { message: said.deleted(id) };
    },
  }),
  operation({
    method: "POST",
    path: "/v1/transformations/{transformationId}/run",
    body: runBody,
    mayOmitBody: true,
    // While one runs, no second one is started, as with syncs; a paused one runs all the same. UNPROVEN.
    run: (account, { params }) => {
      const transformation = transformationOf(account, params.transformationId);
      startRun(account, transformation, "manual");
      return { message: said.started(transformation.id) };
    },
  }),
  operation({
    method: "POST",
    path: "/v1/transformations/{transformationId}/cancel",
    // It succeeds where nothing runs too, and ends a run at once, without `TERMINATING` between. UNPROVEN.
    run: (account, { params }) => {
      const transformation = transformationOf(account, params.transformationId);
      cancelRun(account, transformation);
      return { message: said.canceled(transformation.id) };
    },
  }),
  operation({
    method: "POST",
    path: "/v1/transformations/{transformationId}/upgrade",
    run: (account, { params }) => {
      upgradePackage(account, transformationOf(account, params.transformationId));
      return { message: said.upgraded };
    },
  }),
];
