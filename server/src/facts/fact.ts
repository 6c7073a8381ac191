/** What a value may be, as the API's document says it. Absent parts are not said there. */
export interface Fact {
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  readonly format?: "date-time" | "byte" | "binary";
  /** Marked as a secret. */
  readonly secret?: true;
  /** The values known when the document was published. */
  readonly enum?: readonly (string | number)[];
  /** Of an object, by key. Without them, an object may hold anything. */
  readonly fields?: Readonly<Record<string, Fact>>;
  /** Keys of {@link fields} that must be there. */
  readonly required?: readonly string[];
  /** Of an object whose keys are the user's: what each value is. */
  readonly values?: Fact;
  /** Of an array. */
  readonly items?: Fact;
  /** Whether it may be `null` though it has a type. */
  readonly nullable?: true;
  /** Name of the schema that says it, among the schemas of the operations. */
  readonly ref?: string;
}
