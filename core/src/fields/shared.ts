/** Fields that several kinds share, and what their schemas are made of. */
import { parseDuration } from "@pulumi-fivetran/sdk/words";
import { optional, output, required, type Zod } from "./field";

export const text = (z: Zod) => z.string().min(1, "must not be empty");
export const texts = (z: Zod) => z.array(text(z));
export const anyText = (z: Zod) => z.string();
export const flag = (z: Zod) => z.boolean();
/** A service's own settings, and what else is the user's data. */
export const anything = (z: Zod) => z.record(z.string(), z.unknown());
export const emailAddress = (z: Zod) => z.string().regex(/^[^\s@]+@[^\s@]+$/, "must be an e-mail address");
export const optionalText = (z: Zod) => z.string().optional();

/** A duration in the form of Pulumi's own `customTimeouts`: `90s`, `10m`, `1h30m`. */
export const duration = (z: Zod) =>
  z
    .string()
    .refine(
      (given) => parseDuration(given) !== undefined,
      "must be a duration such as '90s', '10m' or '1h30m'",
    );

/** What Fivetran has to say of an object: a code, and a message in which secrets are blanked out. */
export const alerts = (z: Zod) => z.array(z.object({ code: optionalText(z), message: optionalText(z) }));

/** Inputs that only tell this package what to do. */
export const LOCAL = { uncompared: true, unsent: true, inputOnly: true } as const;

export const timeoutFields = {
  timeouts: optional(
    (z) =>
      z.strictObject({
        create: duration(z).optional(),
        read: duration(z).optional(),
        update: duration(z).optional(),
        delete: duration(z).optional(),
      }),
    LOCAL,
  ),
};

/** Of every object that is made and deleted. */
export const objectFields = {
  adopt: optional((z) => z.string().min(1, "must be the id of an existing object"), LOCAL),
  ...timeoutFields,
};

/** When it was made, where Fivetran says so of every one. */
export const createdAt = output(anyText);

/** An argument that renews secrets. It is compared, and never reaches the API. */
export const rotationFields = {
  rotationTrigger: optional(text, { unread: true, unsent: true, inputOnly: true }),
};

export const setupTestsFields = {
  setupTests: optional((z) => z.enum(["off", "warn", "fail"]), LOCAL),
};

const agent = optional(anyText, { resetTo: null, inputOnly: true });

/** How Fivetran reaches a system. */
export const networkingFields = {
  networkingMethod: optional(anyText, { resetTo: "Directly", inputOnly: true }),
  privateLinkId: agent,
  proxyAgentId: agent,
  hybridDeploymentAgentId: agent,
  externalSecretsManagerId: agent,
};

/** Setup tests and what they trust. The lists are compared; they are not sent, and what Fivetran trusts is not read. */
export const setupFields = {
  ...setupTestsFields,
  trustCertificates: optional(flag, LOCAL),
  trustFingerprints: optional(flag, LOCAL),
  trustedCertificates: optional(texts, { unread: true, unsent: true, inputOnly: true }),
  trustedFingerprints: optional(texts, { unread: true, unsent: true, inputOnly: true }),
  ...rotationFields,
};

const failedTests = (z: Zod) => z.array(z.string()).optional();

/** What the state keeps of a setup that Fivetran keeps a state of, too. */
export const setupOutputs = {
  setupState: output(anyText),
  failedSetupTests: output(failedTests, { hidden: true }),
};

/** Titles of the tests that failed in the last apply, of objects whose setup has no state upstream. */
export const failedTestsOutput = { failedSetupTests: output(failedTests, { kept: true }) };

/** A setting with a service's own settings: only what has changed is sent. */
export const SERVICE_SETTINGS = { merged: true, serviceSettings: true, loose: true } as const;

export const roleName = (z: Zod) => z.string().min(1, "must be the name of a role");

/** One end of a membership. Another one is another membership, whose id is made of both. */
export const memberId = required(
  (z) =>
    z
      .string()
      .min(1, "must not be empty")
      .regex(/^[^:]*$/, "must be an id"),
  { replaces: true },
);

export const ROLE_STAYS = { stays: "stays as it is: Fivetran always keeps a role" } as const;

/** What is trusted. Fivetran returns it in other forms, or not at all; the hash stands for it. */
export const proof = required(text, { replaces: true, unread: true, inputOnly: true });

export const approvalFields = {
  hash: required(text, { replaces: true }),
  ...objectFields,
  validatedBy: output(optionalText),
  validatedDate: output(optionalText),
};
