import type { Account } from "../domain/account";
import { errors } from "../errors";
import {
  type ConnectorSettings,
  type ConnectorType,
  connectorSettings,
  connectorType,
  connectorTypeIds,
} from "../facts/connectorTypes";
import { messages } from "../messages";
import { type Operation, operation, pageSource } from "./operation";

const said = messages.connectorTypes;

export const connectorMetadata: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/metadata/connector-types",
    run: (account) => ({
      message: said.listed,
      pages: pageSource(idsOf(account), (service) => typeOf(account, service)),
    }),
  }),
  operation({
    method: "GET",
    path: "/v1/metadata/connector-types/{service}",
    run: (account, { params }) => ({ message: said.details, data: detailsOf(account, params.service) }),
  }),
  operation({
    access: "public",
    method: "GET",
    path: "/public/connector-types",
    // All of them at once: this list has no pages. Nobody's account is asked.
    run: () => ({
      message: said.public,
      data: {
        items: connectorTypeIds().map((service) => ({
          ...connectorType(service),
          ...connectorSettings(service),
        })),
      },
    }),
  }),
];

/** The document's, and those that the seed added, without those that the account may not use. */
function idsOf(account: Account): string[] {
  const { unsupportedServices } = account.settings;
  const seeded = [...account.state.all("connectorTypes")].map(({ id }) => id);
  const all =
    seeded.length === 0 ? connectorTypeIds() : [...new Set([...connectorTypeIds(), ...seeded])].sort();
  return all.filter((service) => !unsupportedServices.includes(service));
}

function typeOf(account: Account, service: string): ConnectorType {
  const { config: _config, auth: _auth, ...seeded } = account.state.get("connectorTypes", service) ?? {};
  return { ...connectorType(service), ...seeded };
}

function detailsOf(account: Account, service: string): ConnectorType & Partial<ConnectorSettings> {
  if (!idsOf(account).includes(service)) throw errors.noConnectorType(service);
  return {
    ...connectorType(service),
    ...connectorSettings(service),
    ...account.state.get("connectorTypes", service),
  };
}
