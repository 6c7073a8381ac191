/** What a text says, or why it says nothing: a sentence's end such as `is not closed`, to follow the name of what was read. */
export type Parsed<T> = { readonly value: T } | { readonly problem: string };
