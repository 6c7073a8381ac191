/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Whether a machine runs this: then nothing moves on the screen, and nobody is asked. */
export function isCi({ CI }: Environment): boolean {
  return CI !== undefined && CI !== "" && CI !== "false" && CI !== "0";
}
