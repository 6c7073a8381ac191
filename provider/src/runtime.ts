/**
 * What the serialized providers in users' state call, in the provider process. The names and parameters here are part of that
 * state: they can be added to, never changed.
 */

import type { Handler, Properties } from "@pulumi-fivetran/core";
import { handlerOf } from "@pulumi-fivetran/core/handlers";
import { withIdentity } from "@pulumi-fivetran/core/object";
import { GroupOrder, RoleClaims, RunRecords, withGroupOrder, withoutRivals } from "@pulumi-fivetran/core/run";
import { AccountFailures } from "./dynamic/accountFailures";
import { configurationFrom, type StackConfig } from "./dynamic/configuration";
import { dynamicProvider } from "./dynamic/provider";
import { noteUrns } from "./dynamic/urns";

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

export { handlerOf };
