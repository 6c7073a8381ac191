import { isConflict, type User } from "@pulumi-fivetran/sdk";
import { HandlerError, problemOf } from "../errors/problem";
import type { InputsOf } from "../fields/field";
import { bodyOf } from "../fields/reading";
import { fields } from "../fields/user";
import { inTheWay } from "../object/creation";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import type { CallContext } from "../run/callContext";
import { knownText } from "../values/unknown";
import { updateUser } from "./user/update";

const users = objectsOf({
  of: (client) => client.users,
  list: (client, options) => client.users.list({}, options),
  nameOf: ({ email }) => email,
  isOne: ({ userType }) => userType !== "SERVICE_ACCOUNT",
});

/** Creating a user sends an invitation; Fivetran makes at most 500 an hour (10 in a trial). */
export const userHandler = objectHandler<InputsOf<typeof fields>, User>({
  kind: "User",
  fields,
  nameOf: ({ email }) => knownText(email),
  keyOf: ({ email }) => `the e-mail address '${email}'`,
  isUnique: true,
  upstreamOf: ({ role }) => ({ role: role === "" ? undefined : role }),
  factsOf: ({ invited }) => ({ invited: invited ?? false }),
  api: {
    ...users.api,
    createdAt: ({ createdAt }) => createdAt,
    async create(inputs, options, call) {
      try {
        return await call.client.users.create(bodyOf(fields, inputs), options);
      } catch (error) {
        const isTaken = isConflict(error) && error.code === "UserExists";
        throw isTaken ? await explainTaken(inputs.email, call, error) : error;
      }
    },
    update: (id, patch, _news, call) => updateUser(id, patch, call),
    candidates: ({ email }, call) => usersOf(email, call),
  },
});

export { userHandler as handler };

/** Fivetran takes an address for the same whatever its case. */
function usersOf(email: string, call: CallContext): Promise<User[]> {
  // Service accounts have no address.
  return users.matching(
    call,
    { readable: ["email"] },
    (user) => user.email?.toLowerCase() === email.toLowerCase(),
  );
}

/** The refusal, with the user who has the address already. A user that the list does not show may be in another account. */
async function explainTaken(email: string, call: CallContext, cause: Error): Promise<Error> {
  const [user] = await usersOf(email, call).catch((): User[] => []);
  const subject = `User '${email}'`;
  if (user === undefined) {
    const summary = `${subject}: a user with this e-mail address exists already, and the account's list of users does not show who.`;
    const text = "Declare another address, or have that user removed from the account where it is.";
    return new HandlerError(
      {
        summary,
        details: [problemOf(cause).summary],
        subject,
        path: ["email"],
        advice: [{ kind: "edit", text }],
      },
      cause,
    );
  }
  const address = user.email ?? email;
  const { summary, ...remedies } = inTheWay(
    `the e-mail address '${address}'`,
    [user.id],
    `\`email: "${address}"\` with `,
  );
  return new HandlerError(
    {
      summary: `${subject}: addresses are unique: ${problemOf(cause).summary}`,
      details: [summary],
      subject,
      path: ["email"],
      ...remedies,
    },
    cause,
  );
}
