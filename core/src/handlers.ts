import type { Handler, Properties } from "./contract";
import { HandlerError } from "./errors/problem";
import "./onlyCopy";

/**
 * The handler of a kind, by the layout's rule: `handlers/connectorSchedule.js` handles `ConnectorSchedule`. Each is loaded when
 * it is first needed.
 *
 * @throws HandlerError when this version of the package has no such kind (the state was written by a newer one).
 */
export function handlerOf(kind: string): Handler<Properties, Properties> {
  if (!/^[A-Z][A-Za-z]*$/.test(kind))
    throw new HandlerError({ summary: `'${kind}' is no resource of pulumi-fivetran.` });
  const file = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
  try {
    const module = require(`./handlers/${file}`) as { handler: Handler<Properties, Properties> };
    return module.handler;
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith(`Cannot find module './handlers/${file}'`))
      throw error;
    throw new HandlerError(
      {
        summary: `This version of pulumi-fivetran does not know the resource '${kind}'.`,
        advice: [{ kind: "installNewer" }],
      },
      error,
    );
  }
}
