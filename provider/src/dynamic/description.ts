/** What a class tells of itself, and how the compiler holds it against the table of fields of its kind. Types alone. */
import type * as pulumi from "@pulumi/pulumi";
import type { Fields, InputField, OutputField, PlainValue, ValueOf } from "@pulumi-fivetran/core/fields";
import type { FivetranResource } from "./resource";

/** Arguments that become a part of another before a handler is asked. */
type FaceArgument = "extraConfig";

/**
 * A kind and its table. The arguments and outputs of the class are written by hand, with their documentation; where one of them is not
 * what the table says, `fields` has the type of what is wrong, which the compiler's message shows.
 */
export interface ResourceDescription<F extends Fields, Resource extends FivetranResource, Args> {
  /** The type's name: `Connector` gives the token `pulumi-nodejs:dynamic/fivetran:Connector`. A changed token replaces users' resources. */
  readonly kind: string;
  readonly fields: [Mismatch<F, Resource, Args>] extends [never] ? F : Mismatch<F, Resource, Args>;
}

type Mismatch<F extends Fields, Resource extends FivetranResource, Args> =
  | NameMismatch<"argument", keyof Args, ArgumentName<F> | FaceArgument>
  | NameMismatch<"output", OwnOutput<Resource>, OutputName<F>>
  | ArgumentMismatch<F, Args>
  | OutputMismatch<F, Resource>;

/** The outputs that a class declares itself. */
type OwnOutput<Resource extends FivetranResource> = Exclude<keyof Resource, keyof FivetranResource>;

type NameMismatch<What extends string, Class, Table> =
  | Lists<`the table has no ${What}`, Exclude<Class, Table>>
  | Lists<`the class has no ${What}`, Exclude<Table, Class | FaceArgument>>;

type Lists<Problem extends string, Name> = [Name] extends [never] ? never : { [P in Problem]: Name };

type Says<Field, Name extends string> = Field extends { behaviour: Readonly<Record<Name, true>> }
  ? true
  : false;

type ArgumentName<F> = {
  [K in keyof F]: F[K] extends InputField ? (Says<F[K], "madeByFace"> extends true ? never : K) : never;
}[keyof F];

type OutputName<F> = {
  [K in keyof F]: F[K] extends InputField
    ? Says<F[K], "inputOnly"> extends true
      ? never
      : K
    : Says<F[K], "hidden"> extends true
      ? never
      : K;
}[keyof F];

type ArgumentMismatch<F, Args> = {
  [K in ArgumentName<F> & keyof Args]: IsOptional<Args, K> extends IsLeftOut<F[K]>
    ? TypeMismatch<K, F[K], PlainArgument<Args[K]>, TableArgument<F[K]>>
    : { "is optional in one, and required in the other": K };
}[ArgumentName<F> & keyof Args];

type OutputMismatch<F, Resource> = {
  [K in OutputName<F> & keyof Resource]: TypeMismatch<
    K,
    F[K],
    PlainValue<pulumi.Unwrap<Resource[K]>>,
    PlainValue<TableOutput<F[K]>>
  >;
}[OutputName<F> & keyof Resource];

type IsOptional<T, K extends keyof T> = object extends Pick<T, K> ? true : false;
type IsLeftOut<Field> = Field extends { isRequired: false } ? true : false;

/** What an argument is once Outputs and Promises have their values. */
type PlainArgument<T> = PlainValue<Exclude<pulumi.Unwrap<T>, undefined>>;

type TableArgument<Field> =
  | PlainValue<ValueOf<Field>>
  | (Says<Field, "orWords"> extends true ? string : never);

type TableOutput<Field> = Field extends OutputField
  ? ValueOf<Field>
  : ValueOf<Field> | (IsLeftOut<Field> extends true ? undefined : never);

type TypeMismatch<K, Field, Class, Table> = [Class] extends [Table]
  ? [Table] extends [Class]
    ? never
    : LooseOr<Field, { "is of another type": K; class: Class; table: Table }>
  : [Table] extends [Class]
    ? LooseOr<Field, { "is of another type": K; class: Class; table: Table }>
    : { "is of another type": K; class: Class; table: Table };

type LooseOr<Field, Problem> = Says<Field, "loose"> extends true ? never : Problem;
