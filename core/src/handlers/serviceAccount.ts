import type { User } from "@pulumi-fivetran/sdk";
import type { InputsOf } from "../fields/field";
import { bodyOf } from "../fields/reading";
import { fields } from "../fields/serviceAccount";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import { knownText } from "../values/unknown";
import { updateUser } from "./user/index";

const TYPE = "SERVICE_ACCOUNT";

const serviceAccounts = objectsOf({
  of: (client) => client.users,
  list: (client, options) => client.users.list({ userType: TYPE }, options),
  // An account without service accounts may not know the filter.
  isOne: ({ userType }) => userType === TYPE,
  nameOf: ({ givenName = "", familyName = "" }) => `${givenName} ${familyName}`.trim(),
});

/** A user without a person: it signs in with an API key only. */
export const serviceAccountHandler = objectHandler<InputsOf<typeof fields>, User>({
  kind: "ServiceAccount",
  fields,
  nameOf: ({ givenName, familyName }) => {
    const names = [knownText(givenName), knownText(familyName)];
    return names.includes(undefined) ? undefined : names.join(" ");
  },
  // Only an address is unique.
  keyOf: ({ givenName, familyName, email }) =>
    email === undefined ? `the name '${givenName} ${familyName}'` : `the e-mail address '${email}'`,
  upstreamOf: ({ role, email }) => ({ role: role === "" ? undefined : role, email: email ?? undefined }),
  api: {
    ...serviceAccounts.api,
    createdAt: ({ createdAt }) => createdAt,
    create: (inputs, options, { client }) =>
      client.users.create({ userType: TYPE, ...bodyOf(fields, inputs) }, options),
    update: (id, patch, _news, call) => updateUser(id, patch, call),
    candidates: ({ givenName, familyName, email }, call) =>
      serviceAccounts.matching(
        call,
        { readable: ["givenName", "familyName", "userType", "email"] },
        (user) =>
          user.userType === TYPE &&
          (email === undefined
            ? user.givenName === givenName && user.familyName === familyName
            : user.email?.toLowerCase() === email.toLowerCase()),
      ),
  },
});

export { serviceAccountHandler as handler };
