import type { Account } from "../domain/account";
import { packageNamed, packagesOf } from "../domain/transformations/packages";
import { errors } from "../errors";
import { messages } from "../messages";
import type { QuickstartPackage, TransformationRecord } from "../records/transformations";
import { type Operation, operation, pageSource } from "./operation";

const said = messages.transformations;

export const quickstartPackages: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/transformations/package-metadata",
    run: (account, { query }) => {
      const { service, name } = query;
      const found = packagesOf(account).filter(
        (one) =>
          (service === undefined || one.connectorTypes.includes(service)) &&
          (name === undefined || one.name === name),
      );
      return { message: said.packagesListed, pages: pageSource(found, packageView) };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/transformations/package-metadata/{package_definition_id}",
    run: (account, { params }) => {
      const { package_definition_id: id } = params;
      const found = packagesOf(account).find((one) => one.id === id);
      if (found === undefined) throw errors.noTransformationPackage(id);
      return { message: said.packageDetails, data: packageView(found) };
    },
  }),
];

/** Moves a transformation to its package's version of today, where it may be already (that this succeeds is UNPROVEN). */
export function upgradePackage(account: Account, transformation: TransformationRecord): void {
  const found =
    transformation.type === "QUICKSTART"
      ? packageNamed(account, transformation.config.package_name)
      : undefined;
  if (found === undefined || transformation.type !== "QUICKSTART") {
    throw errors.noTransformationPackage(transformation.id);
  }
  const upgraded = { ...transformation, packageVersion: found.version };
  account.state.put("transformations", transformation.id, upgraded);
}

function packageView(one: QuickstartPackage): unknown {
  return {
    id: one.id,
    name: one.name,
    version: one.version,
    connector_types: one.connectorTypes,
    output_model_names: one.outputModelNames,
    configurable_variables: one.configurableVariables ?? {},
  };
}
