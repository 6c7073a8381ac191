/** What the client's source says of its areas and their methods. */
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { docstringOf, sentencesOf } from "./docstring.ts";
import { programOf } from "./program.ts";

const OWN = fileURLToPath(new URL("../../sdk/src/", import.meta.url));

/** More optional fields than these are left to the editor. */
const NAMED_AT_MOST = 3;

export interface AreaSource {
  /** `connectionSchemas` */
  readonly name: string;
  /** One sentence. */
  readonly what: string;
  readonly methods: readonly MethodSource[];
}

export interface MethodSource {
  readonly name: string;
  /** As it is called, without the options that every method takes: `update(groupId, { name })`. */
  readonly call: string;
  readonly parameters: readonly { readonly name: string; readonly isText: boolean }[];
  /** One sentence. */
  readonly what: string;
  readonly isDeprecated: boolean;
}

/** @throws Error for an area or a method without a docstring */
export function readClient(): AreaSource[] {
  const program = programOf(`${OWN}index.ts`, { types: ["node"] });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(`${OWN}client.ts`);
  const module = file && checker.getSymbolAtLocation(file);
  const client = module && checker.getExportsOfModule(module).find(({ name }) => name === "FivetranClient");
  if (client === undefined) throw new Error(`${OWN}client.ts has no client.`);
  const reader = new ClientReader(checker);
  return reader.membersOf(checker.getDeclaredTypeOfSymbol(client)).map((area) => reader.area(area));
}

class ClientReader {
  readonly #checker: ts.TypeChecker;

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  area(symbol: ts.Symbol): AreaSource {
    const methods = this.membersOf(this.#checker.getTypeOfSymbol(symbol));
    return {
      name: symbol.name,
      what: this.#sentenceOf(symbol, symbol.name),
      methods: methods.map((method) => this.#method(method, symbol.name)),
    };
  }

  /** What is public and no heir's of JavaScript's own. */
  membersOf(type: ts.Type): ts.Symbol[] {
    return type.getProperties().filter(({ name, valueDeclaration: node }) => {
      if (node === undefined || name.includes("#")) return false;
      const hidden = ts.ModifierFlags.Protected | ts.ModifierFlags.Private;
      return (ts.getCombinedModifierFlags(node) & hidden) === 0;
    });
  }

  #method(symbol: ts.Symbol, area: string): MethodSource {
    const [signature] = this.#checker.getTypeOfSymbol(symbol).getCallSignatures();
    const given = (signature?.parameters ?? []).filter(({ name }) => name !== "options");
    return {
      name: symbol.name,
      call: `${symbol.name}(${given.map((parameter) => this.#parameter(parameter)).join(", ")})`,
      parameters: given.map((parameter) => ({
        name: parameter.name,
        isText: (this.#checker.getTypeOfSymbol(parameter).flags & ts.TypeFlags.StringLike) !== 0,
      })),
      what: this.#sentenceOf(symbol, `${area}.${symbol.name}`),
      isDeprecated: symbol.getJsDocTags(this.#checker).some(({ name }) => name === "deprecated"),
    };
  }

  #parameter(parameter: ts.Symbol): string {
    const type = this.#checker.getNonNullableType(this.#checker.getTypeOfSymbol(parameter));
    const fields = type.isUnion() ? [] : type.getProperties().filter(isOwn);
    if (fields.length === 0) return parameter.name;
    const isOptional = (field: ts.Symbol): boolean => (field.flags & ts.SymbolFlags.Optional) !== 0;
    const required = fields.filter((field) => !isOptional(field)).map(({ name }) => this.#field(name));
    const optional = fields.filter(isOptional).map(({ name }) => `${name}?`);
    if (required.length === 0 && optional.length > NAMED_AT_MOST) return parameter.name;
    const rest = required.length + optional.length > NAMED_AT_MOST ? ["…"] : optional;
    return `{ ${[...required, ...(optional.length === 0 ? [] : rest)].join(", ")} }`;
  }

  /** The one field whose value is always the same. */
  #field(name: string): string {
    return name === "confirm" ? "confirm: true" : name;
  }

  #sentenceOf(symbol: ts.Symbol, name: string): string {
    const [sentence] = sentencesOf(docstringOf(symbol, this.#checker).text);
    if (sentence === undefined) throw new Error(`client.${name} has no docstring.`);
    return sentence.replaceAll(/\{@link (\w+)\}/g, "`$1`");
  }
}

function isOwn({ declarations }: ts.Symbol): boolean {
  return declarations?.some((node) => node.getSourceFile().fileName.startsWith(OWN)) === true;
}
