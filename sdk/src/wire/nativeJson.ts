/** JavaScript's JSON with what Node.js has since 21 and the standard library of our TypeScript does not know yet. */
interface NativeJson {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): object;
}

export const nativeJson = JSON as unknown as NativeJson;
