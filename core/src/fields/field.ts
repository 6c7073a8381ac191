/**
 * What a resource's properties are: one table a kind, from which come the schema of its inputs, what is compared and sent, what
 * is registered as output, what is secret and what replaces. `decisions/0050-one-table-of-fields.md` tells why it has this form.
 *
 * The user's program reads these tables too, so nothing here loads zod: a schema is a function that is given it.
 */
import type { z as zod } from "zod";
import type { Setting } from "../settings/settings";

/** What a schema is made with. */
export type Zod = typeof zod;

/** How an input behaves. Without any of it, it is a setting that is compared, sent and changed in place. */
export interface InputBehaviour extends Setting {
  /** It acts when an operation runs; another value alone is no change. */
  readonly uncompared?: true;
  /** Secret as a whole. */
  readonly secret?: true;
  /** A service's own settings, some of whose leaves are secret. */
  readonly serviceSettings?: true;
  /** The class has no output of its name. */
  readonly inputOnly?: true;
  /** The client's name of it, where that is another. */
  readonly apiName?: string;
  /** The face makes it of other arguments; a program does not give it. */
  readonly madeByFace?: true;
  /** A text that says the same may be given in its place, and is read before anything is checked. */
  readonly orWords?: true;
  /** The class's type is another on purpose: it knows a service's settings, say. Then one need only be assignable to the other. */
  readonly loose?: true;
}

export interface OutputBehaviour {
  readonly secret?: true;
  /** Only a creation or a rotation returns it; the state keeps it. */
  readonly handedOut?: true;
  /** Made by what is done after an apply; a read leaves it as it is. */
  readonly kept?: true;
  /** For this package alone: the class has no output of its name. */
  readonly hidden?: true;
  readonly loose?: true;
}

export interface InputField<
  T = unknown,
  Required extends boolean = boolean,
  Behaviour extends InputBehaviour = InputBehaviour,
> {
  readonly role: "input";
  readonly isRequired: Required;
  readonly schema: (z: Zod) => zod.ZodType<T>;
  readonly behaviour: Behaviour;
}

export interface OutputField<T = unknown, Behaviour extends OutputBehaviour = OutputBehaviour> {
  readonly role: "output";
  readonly schema: (z: Zod) => zod.ZodType<T>;
  readonly behaviour: Behaviour;
}

/** A resource's fields, in the order in which changes of them are told. */
export type Fields = Readonly<Record<string, InputField | OutputField>>;

/** Nothing of a behaviour. */
type Plain = Readonly<Record<never, never>>;

/** An input that a program must give. */
export function required<T, const B extends InputBehaviour = Plain>(
  schema: (z: Zod) => zod.ZodType<T>,
  ...[behaviour]: [behaviour?: B]
): InputField<T, true, B> {
  return { role: "input", isRequired: true, schema, behaviour: behaviourOf(behaviour) };
}

/** An input that a program may leave out. */
export function optional<T, const B extends InputBehaviour = Plain>(
  schema: (z: Zod) => zod.ZodType<T>,
  ...[behaviour]: [behaviour?: B]
): InputField<T, false, B> {
  return { role: "input", isRequired: false, schema, behaviour: behaviourOf(behaviour) };
}

type InputsOnly<F> = {
  [K in keyof F]: F[K] extends InputField<infer T, infer Required, infer B>
    ? InputField<T, Required, B & { readonly inputOnly: true }>
    : never;
};

/** The same inputs for a kind whose class has no outputs of their names. */
export function inputsOnly<F extends Readonly<Record<string, InputField>>>(fields: F): InputsOnly<F> {
  const entries = Object.entries(fields).map(([name, field]) => [
    name,
    { ...field, behaviour: { ...field.behaviour, inputOnly: true } },
  ]);
  return Object.fromEntries(entries) as InputsOnly<F>;
}

/** A read-only output. One whose schema is optional may be absent. */
export function output<T, const B extends OutputBehaviour = Plain>(
  schema: (z: Zod) => zod.ZodType<T>,
  ...[behaviour]: [behaviour?: B]
): OutputField<T, B> {
  return { role: "output", schema, behaviour: behaviourOf(behaviour) };
}

/** Left out, the behaviour is of the type that has nothing in it. */
function behaviourOf<B>(behaviour: B | undefined): B {
  return behaviour ?? ({} as B);
}

/** Told first: a text may have a brand, which makes an object of it for the compiler. */
type Scalar = string | number | boolean | null | undefined;

/** The value of a field without `undefined` in what may be left out, at every depth; read-only. */
export type PlainValue<T> = unknown extends T
  ? T
  : T extends Scalar
    ? T
    : T extends readonly (infer Item)[]
      ? readonly PlainValue<Item>[]
      : T extends object
        ? { readonly [K in keyof T]: PlainValue<Exclude<T[K], undefined>> }
        : T;

/** The same for a body that is sent, whose lists the client may change. */
type SentValue<T> = unknown extends T
  ? T
  : T extends readonly (infer Item)[]
    ? SentValue<Item>[]
    : T extends object
      ? { [K in keyof T]: SentValue<Exclude<T[K], undefined>> }
      : T;

type Flat<T> = { [K in keyof T]: T[K] };

/** Whether a field's behaviour says something. */
type Says<Field, Name extends string> = Field extends { behaviour: Readonly<Record<Name, true>> }
  ? true
  : false;

type InputName<F, IsRequired extends boolean> = {
  [K in keyof F]: F[K] extends InputField<unknown, IsRequired> ? K : never;
}[keyof F];

/** The type of a field, as its schema gives it. */
export type ValueOf<Field> = Field extends { schema: (z: Zod) => zod.ZodType<infer T> } ? T : never;

/** The inputs of a resource as a handler is given them. */
export type InputsOf<F> = Flat<
  { readonly [K in InputName<F, true>]: PlainValue<ValueOf<F[K]>> } & {
    readonly [K in InputName<F, false>]?: PlainValue<ValueOf<F[K]>>;
  }
>;

type SentName<F, IsRequired extends boolean> = {
  [K in InputName<F, IsRequired>]: Says<F[K], "unsent"> extends true ? never : K;
}[InputName<F, IsRequired>];

type ClientName<F, K extends keyof F> = F[K] extends { behaviour: { apiName: infer Name extends string } }
  ? Name
  : K;

/** What a creation sends, under the client's names. */
export type BodyOf<F> = Flat<
  { [K in SentName<F, true> as ClientName<F, K>]: SentValue<ValueOf<F[K]>> } & {
    [K in SentName<F, false> as ClientName<F, K>]?: SentValue<ValueOf<F[K]>>;
  }
>;

type FactName<F, IsSure extends boolean> = {
  [K in keyof F]: F[K] extends OutputField
    ? undefined extends ValueOf<F[K]>
      ? IsSure extends true
        ? never
        : K
      : IsSure extends true
        ? K
        : never
    : never;
}[keyof F];

/** The read-only outputs of a resource. */
export type FactsOf<F> = Flat<
  { readonly [K in FactName<F, true>]: PlainValue<ValueOf<F[K]>> } & {
    readonly [K in FactName<F, false>]?: PlainValue<Exclude<ValueOf<F[K]>, undefined>>;
  }
>;
