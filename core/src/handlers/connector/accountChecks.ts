/** What `validate: "account"` adds to a check: the account's own metadata decides about settings, in place of what this version knows. */
import { isNotFound, isNotOffered } from "@pulumi-fivetran/sdk";
import { nearest, serviceIds } from "@pulumi-fivetran/sdk/services";
import type { CheckRequest, CheckResult, Context, Properties } from "../../contract";
import { problemIn, warningOf } from "../../errors/problem";
import { callWithin } from "../../run/callContext";
import { connectorTypeOf } from "../../run/connectorTypes";
import { metadataChecks } from "../../settings/accountMetadata";
import { namesConnection, serviceNotices } from "../../settings/serviceConfig";
import { isSame } from "../../values/diff";
import { knownText } from "../../values/unknown";

/** A check must not hold up a preview for long; what cannot be asked in this time is not checked. */
const METADATA_MS = 60_000;

/** Another one of these is another connector. */
const IDENTITY = ["groupId", "service", "destinationSchema", "destinationSchemaNames"];

/** Never fails for a call that does: then what this version knows decides, as without it. */
export async function checkWithAccount(
  { olds }: Pick<CheckRequest, "olds">,
  checked: CheckResult,
  context: Context,
): Promise<CheckResult> {
  const { inputs, failures, notices } = checked;
  const service = knownText(inputs["service"]);
  if (service === undefined) return checked;
  try {
    const { options } = callWithin(context, undefined, METADATA_MS);
    const type = await connectorTypeOf(context.client, service, options);
    const found = metadataChecks(inputs, sameOne(olds, inputs), type, (key) =>
      namesConnection("connection", service, key),
    );
    const replaced = new Set(
      serviceNotices(inputs, "connection", service).map((notice) => JSON.stringify(notice)),
    );
    return {
      inputs,
      failures: [...failures, ...(found.failures ?? [])],
      notices: [
        ...notices.filter((notice) => !replaced.has(JSON.stringify(notice))),
        ...(found.notices ?? []),
      ],
    };
  } catch (error) {
    if (isNotFound(error) && !isNotOffered(error)) {
      const meant = nearest(service, serviceIds("connection"));
      const hint = meant === undefined || meant === service ? "" : `; did you mean '${meant}'?`;
      const reason = `'${service}' is no service that this account can use${hint}`;
      return { ...checked, failures: [...failures, { path: ["service"], reason }] };
    }
    const problem = problemIn(
      "the account's metadata could not be asked, so its settings are checked by what this version knows",
      error,
    );
    return { ...checked, notices: [...notices, warningOf({ ...problem, path: ["validate"] })] };
  }
}

/** The last inputs, where this run keeps the connector. */
function sameOne(olds: Properties | undefined, inputs: Properties): Properties | undefined {
  return olds !== undefined && IDENTITY.every((name) => isSame(olds[name], inputs[name])) ? olds : undefined;
}
