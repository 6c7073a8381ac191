/**
 * What the serialized providers in users' state call, in the provider process. The names and parameters here are part of that
 * state: they can be added to, never changed.
 */

import { AccountFailures } from "./dynamic/accountFailures";
import { configurationFrom, type StackConfig } from "./dynamic/configuration";
import { dynamicProvider } from "./dynamic/provider";
import { noteUrns } from "./dynamic/urns";
import type { Handler, Properties } from "./handler";
import { GroupOrder, withGroupOrder } from "./internal/groupOrder";
import { withIdentity } from "./internal/identity";
import { RoleClaims, withoutRivals } from "./internal/roleClaims";
import { RunRecords } from "./internal/runRecords";

/** Of all resources, whatever their kind: the engine starts one provider process for a run. */
const accountFailures = new AccountFailures();
const roleClaims = new RoleClaims();
const groupOrder = new GroupOrder();
const records = new RunRecords();

/** Gives a shell its methods. Only stores values: no call, nothing awaited, since the host lets reads in while it runs. */
export function install(provider: object, kind: string, request: { config: StackConfig }): void {
  noteUrns();
  const configuration = configurationFrom(request.config, process.env);
  let handler: Handler<Properties, Properties> | undefined;
  const load = (): Handler<Properties, Properties> => {
    handler ??= withIdentity(withGroupOrder(withoutRivals(handlerOf(kind), roleClaims), groupOrder), records);
    return handler;
  };
  Object.assign(provider, dynamicProvider(kind, load, configuration, accountFailures));
}

/**
 * The handler of a kind, by the layout's rule: `handlers/connectorSchedule.js` handles `ConnectorSchedule`. Each is loaded when
 * it is first needed.
 *
 * @throws Error when this version of the package has no such kind (the state was written by a newer one).
 */
export function handlerOf(kind: string): Handler<Properties, Properties> {
  if (!/^[A-Z][A-Za-z]*$/.test(kind)) throw new Error(`'${kind}' is no resource of pulumi-fivetran.`);
  const file = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
  try {
    const module = require(`./handlers/${file}`) as { handler: Handler<Properties, Properties> };
    return module.handler;
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith(`Cannot find module './handlers/${file}'`))
      throw error;
    throw new Error(
      `This version of pulumi-fivetran does not know the resource '${kind}'. Install a newer one.`,
      { cause: error },
    );
  }
}
