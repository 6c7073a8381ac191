import * as pulumi from "@pulumi/pulumi";
import { type Inputs, lookupClient, outputOf } from "../lookups/lookup";

export interface ConnectCardArgs {
  /** Where the browser goes afterwards, an http or https URL. */
  redirectUri: string;
  /** Whether the page leaves out Fivetran's setup guide. Default: `false`. */
  hideSetupGuide?: boolean | undefined;
  /** Whether the page asks for every setting, not only for what is missing. Default: `false`. */
  allFields?: boolean | undefined;
}

/**
 * Makes a Connect Card, a page of Fivetran's on which a person signs in to the source of a connector, and returns its address. **Treat it as
 * a secret**: for one day, anybody who has it can set the connector up. Each call makes another card. Works in any script, with the
 * credentials of the environment.
 *
 * @throws TypeError when `connectorId` is not known, as in the preview of a connector that is not made yet, or `redirectUri` is no URL
 * @throws Error when there is no such connector
 *
 * @example
 * const address = await fivetran.connectCard("crisp_falcon", { redirectUri: "https://acme.com/done" });
 */
export async function connectCard(connectorId: string, args: ConnectCardArgs): Promise<string> {
  checkArguments(connectorId, args);
  const { isNotFound } = await import("@pulumi-fivetran/sdk");
  const client = await lookupClient();
  try {
    const { redirectUri, hideSetupGuide, allFields } = args;
    const card = await client.connections.createConnectCard(connectorId, {
      redirectUri,
      ...(hideSetupGuide === undefined ? {} : { hideSetupGuide }),
      ...(allFields === undefined ? {} : { allFields }),
    });
    return card.connectCard.uri;
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw new Error(`connectCard: Fivetran knows no connector '${connectorId}'.`, { cause: error });
  }
}

/**
 * `connectCard` for arguments that are Outputs; its result is secret. Makes a card in each run, in previews too, once the connector is
 * there. A connector that waits for its authorization (`awaitAuthorization`) has no `id` before that: use `connectCard` in another process.
 */
export function connectCardOutput(
  connectorId: pulumi.Input<string>,
  args: Inputs<ConnectCardArgs>,
): pulumi.Output<string> {
  return pulumi.secret(outputOf(connectCard)(connectorId, args));
}

function checkArguments(connectorId: unknown, args: unknown): void {
  if (typeof connectorId !== "string" || connectorId === "") {
    throw new TypeError(
      "connectCard: the connector's id must be a text that is known. In a preview, a connector that is not made yet has none; " +
        "for an Output there is `connectCardOutput`.",
    );
  }
  const { redirectUri } = (args ?? {}) as { redirectUri?: unknown };
  if (typeof redirectUri === "string" && /^https?:/i.test(redirectUri) && URL.canParse(redirectUri)) return;
  throw new TypeError(
    "connectCard: redirectUri: must be an http or https URL, such as 'https://acme.com/done'",
  );
}
