/** Waits when Fivetran refuses a change of a schema because another one is under way. */
import { type FivetranError, isConflict } from "@pulumi-fivetran/sdk";
import type { Context } from "../../../contract";
import { HandlerError } from "../../../errors/problem";
import type { CallContext } from "../../../run/callContext";

/**
 * Waits before each further try. Fivetran does not document this 409; its clients meet it while another change is under way
 * (terraform-provider-fivetran #529). A schema's PATCH and a reload that keeps all choices may be sent any number of times.
 */
const WAITS_MS = [2_000, 5_000, 10_000];

/** Somebody else was changing the schema all the time that this operation waited. Nothing was changed by it. */
export class SchemaBusyError extends HandlerError {
  override readonly name = "SchemaBusyError";

  constructor(connectionId: string, tries: number, refusal: FivetranError) {
    const times = tries === 1 ? "once" : `${tries} times`;
    super(
      {
        summary: `The schema of connection '${connectionId}' is being changed by somebody else: ${refusal.summary}`,
        details: [`It was tried ${times}. Another run, the dashboard or a schema reload may be changing it.`],
        subject: `SchemaConfig '${connectionId}'`,
        advice: [{ kind: "runAgain", when: "when that is done" }],
      },
      refusal,
    );
  }
}

/**
 * Sends a change that may be sent more than once; waits and sends it again while another is in the way.
 *
 * @throws SchemaBusyError where that lasts, or longer than the operation may, or the run is cancelled meanwhile
 */
export async function oncePossible<T>(
  change: () => Promise<T>,
  connectionId: string,
  { context, deadline }: CallContext,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await change();
    } catch (error) {
      if (!isConflict(error)) throw error;
      const wait = WAITS_MS[tries - 1];
      const mayWait =
        wait !== undefined && wait < deadline.leftMs() && (await waitUnlessCancelled(wait, context));
      if (!mayWait) throw new SchemaBusyError(connectionId, tries, error);
    }
  }
}

/** False when the run was cancelled meanwhile. */
async function waitUnlessCancelled(ms: number, { sleep }: Context): Promise<boolean> {
  try {
    await sleep(ms);
    return true;
  } catch {
    return false;
  }
}
