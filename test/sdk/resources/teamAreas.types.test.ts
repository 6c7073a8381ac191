import type * as sdk from "@pulumi-fivetran/sdk";
import { describe, expectTypeOf, it } from "vitest";
import type { z } from "zod";
import type * as membershipAnswers from "../../../sdk/src/resources/memberships.answers.ts";
import type * as teamAnswers from "../../../sdk/src/resources/teams.answers.ts";
import type * as projectAnswers from "../../../sdk/src/resources/transformationProjects.answers.ts";
import type * as transformationAnswers from "../../../sdk/src/resources/transformations.answers.ts";
import type * as userAnswers from "../../../sdk/src/resources/users.answers.ts";
import type * as webhookAnswers from "../../../sdk/src/resources/webhooks.answers.ts";

/** Checked by tsc, not when run. */
describe("each public interface is exactly what its schema reads, unknown fields aside", () => {
  it("for teams and users", () => {
    expectTypeOf<z.infer<typeof teamAnswers.team>>().toEqualTypeOf<sdk.Team>();
    expectTypeOf<z.infer<typeof teamAnswers.teamUserMembership>>().toEqualTypeOf<sdk.TeamUserMembership>();
    expectTypeOf<z.infer<typeof membershipAnswers.membership>>().toEqualTypeOf<sdk.Membership>();
    expectTypeOf<z.infer<typeof userAnswers.user>>().toEqualTypeOf<sdk.User>();
  });

  it("for transformations and their projects", () => {
    expectTypeOf<z.infer<typeof transformationAnswers.transformation>>().toEqualTypeOf<sdk.Transformation>();
    expectTypeOf<
      z.infer<typeof transformationAnswers.packageMetadata>
    >().toEqualTypeOf<sdk.TransformationPackageMetadata>();
    expectTypeOf<
      z.infer<typeof projectAnswers.transformationProject>
    >().toEqualTypeOf<sdk.TransformationProject>();
    expectTypeOf<z.infer<typeof projectAnswers.transformationProjects>>().toEqualTypeOf<
      sdk.Page<sdk.TransformationProjectSummary>
    >();
  });

  it("for webhooks", () => {
    expectTypeOf<z.infer<typeof webhookAnswers.webhook>>().toEqualTypeOf<sdk.Webhook>();
    expectTypeOf<z.infer<typeof webhookAnswers.webhookTest>>().toEqualTypeOf<sdk.WebhookTest>();
  });
});

describe("a new transformation", () => {
  it("has the settings of its type, and any for a type that is not known", () => {
    expectTypeOf<{ projectId: string; name: string; steps: [] }>().toExtend<
      sdk.NewTransformationConfig<"DBT_CORE">
    >();
    expectTypeOf<{ name: string }>().not.toExtend<sdk.NewTransformationConfig<"DBT_CORE">>();
    expectTypeOf<sdk.NewTransformationConfig<"QUICKSTART">>().not.toHaveProperty("steps");
    expectTypeOf<{ anything: 1 }>().toExtend<sdk.NewTransformationConfig<"A_NEW_TYPE">>();
  });

  it("is told apart by its type where it is made", () => {
    const make = (transformations: sdk.Transformations) => [
      // @ts-expect-error A dbt transformation needs a project and steps.
      transformations.create({ type: "DBT_CORE", transformationConfig: { name: "n" } }),
      // @ts-expect-error A package has no steps.
      transformations.create({ type: "QUICKSTART", transformationConfig: { steps: [] } }),
      transformations.create({ type: "A_NEW_TYPE", transformationConfig: { anything: { at_all: 1 } } }),
    ];
    expectTypeOf(make).returns.items.toEqualTypeOf<Promise<sdk.Transformation>>();
  });
});

describe("a user's picture and phone", () => {
  it("can be removed, and are not there to be removed in a new user", () => {
    expectTypeOf<{ phone: null; picture: null }>().toExtend<sdk.UserUpdate>();
    expectTypeOf<null>().not.toExtend<sdk.NewUser["phone"]>();
    expectTypeOf<null>().not.toExtend<sdk.UserUpdate["role"]>();
  });
});

describe("the kinds of projects, and the words of Fivetran", () => {
  it("are known, and open", () => {
    expectTypeOf<"DBT_GIT">().toExtend<sdk.TransformationProjectType>();
    expectTypeOf<string>().toExtend<sdk.TransformationProjectType>();
    expectTypeOf<string>().toExtend<sdk.TransformationStatus>();
    expectTypeOf<string>().toExtend<sdk.WebhookType>();
    expectTypeOf<string[]>().toExtend<sdk.NewWebhook["events"]>();
  });
});
