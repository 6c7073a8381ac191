import type * as pulumi from "@pulumi/pulumi";
import type * as fivetran from "pulumi-fivetran";
import { describe, expectTypeOf, it } from "vitest";
import type { fields as accountLoggingFields } from "../../core/src/fields/accountExternalLogging";
import type { fields as loggingFields } from "../../core/src/fields/externalLogging";
import type { InputsOf } from "../../core/src/fields/field";
import type { fields as privateLinkFields } from "../../core/src/fields/privateLink";
import type { ConnectorInputs } from "../../core/src/handlers/connector/inputs";
import type { ConnectorScheduleInputs } from "../../core/src/handlers/connectorSchedule";
import type { DestinationInputs } from "../../core/src/handlers/destination/inputs";
import type { GroupInputs } from "../../core/src/handlers/group";
import type { SchemaConfigInputs } from "../../core/src/handlers/schemaConfig";

/** The names of what must and of what may be given. */
type Required<T> = { [K in keyof T]-?: object extends Pick<T, K> ? never : K }[keyof T];
type Names<T> = { all: keyof T; required: Required<T> };

/** What users see and what handlers take are written apart (one with documentation, one without Pulumi); they must agree. */
describe("a class's arguments are its handler's inputs", () => {
  it("in names and in what is required", () => {
    expectTypeOf<Names<fivetran.GroupArgs>>().toEqualTypeOf<Names<GroupInputs>>();
    expectTypeOf<Names<Handed<fivetran.DestinationArgs>>>().toEqualTypeOf<Names<DestinationInputs>>();
    expectTypeOf<Names<Handed<fivetran.ConnectorArgs>>>().toEqualTypeOf<
      Names<ConnectorInputs & ScheduleWords>
    >();
    expectTypeOf<Names<fivetran.ConnectorScheduleArgs>>().toEqualTypeOf<
      Names<ConnectorScheduleInputs & ScheduleWords>
    >();
    expectTypeOf<Names<Handed<fivetran.PrivateLinkArgs>>>().toEqualTypeOf<
      Names<InputsOf<typeof privateLinkFields>>
    >();
    expectTypeOf<Names<Handed<fivetran.ExternalLoggingArgs>>>().toEqualTypeOf<
      Names<InputsOf<typeof loggingFields>>
    >();
    expectTypeOf<Names<Handed<fivetran.AccountExternalLoggingArgs>>>().toEqualTypeOf<
      Names<InputsOf<typeof accountLoggingFields>>
    >();
    expectTypeOf<Names<fivetran.SchemaConfigArgs>>().toEqualTypeOf<Names<SchemaConfigInputs>>();
  });

  it("in type: what handlers take can be given to the class", () => {
    expectTypeOf<GroupInputs>().toExtend<pulumi.Unwrap<fivetran.GroupArgs>>();
    expectTypeOf<pulumi.Unwrap<Handed<fivetran.DestinationArgs>>>().toExtend<Mutable<DestinationInputs>>();
    expectTypeOf<pulumi.Unwrap<fivetran.ConnectorScheduleArgs>>().toExtend<
      Mutable<ConnectorScheduleInputs>
    >();
  });
});

describe("a Pipeline's arguments", () => {
  it("are those of its children, each in one place, but what it decides itself", () => {
    type Children = fivetran.ConnectorArgs & fivetran.SchemaConfigArgs & fivetran.ConnectorScheduleArgs;
    type Own = "connectorId" | "pauseOnDelete";
    expectTypeOf<keyof fivetran.PipelineArgs>().toEqualTypeOf<Exclude<keyof Children, Own>>();
    expectTypeOf<Required<fivetran.PipelineArgs>>().toEqualTypeOf<Required<fivetran.ConnectorArgs>>();
  });
});

/** Words that stand for other settings before a handler is asked. */
interface ScheduleWords {
  readonly schedule?: string;
}

/** What a class hands on: `extraConfig` has become a part of `config`. */
type Handed<T> = Omit<T, "extraConfig">;

type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> | undefined } : T;
