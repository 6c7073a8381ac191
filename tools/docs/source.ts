/** What the provider's source says of its resources and lookups. */
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import * as fields from "@pulumi-fivetran/core/fields";
import ts from "typescript";
import { type Docstring, docstringOf } from "./docstring.ts";
import { programOf } from "./program.ts";
import { type Field, ShapeReader, textOf } from "./shape.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const OWN = `${ROOT}provider/src/`;
/** Where the types of the lookups' arguments are. */
const LOOKUPS = `${ROOT}core/src/lookups/`;

/** What the table of fields says of secrets: whole arguments, arguments with secret leaves, and outputs. */
interface Secrets {
  readonly values: readonly string[];
  readonly leaves: readonly string[];
  readonly outputs: readonly string[];
}

export interface ResourceSource {
  /** `ConnectorSchedule` */
  readonly kind: string;
  /** The file's name: `connectorSchedule`. */
  readonly file: string;
  /** Where the file lies: `resources`. */
  readonly folder: string;
  readonly doc: Docstring;
  /** A component makes other resources and has no handler. */
  readonly isComponent: boolean;
  readonly args: readonly Field[];
  readonly outputs: readonly Field[];
  readonly secrets: Secrets;
}

export interface FunctionSource {
  readonly name: string;
  /** The file's name, which is the area: `connectors`. */
  readonly area: string;
  /** Where the file lies: `lookups`. */
  readonly folder: string;
  readonly doc: Docstring;
  /** The parameters as they are called: `connectorId`, `args?`. */
  readonly parameters: readonly string[];
  /** What the arguments are made of. */
  readonly args: readonly Field[];
  /** `Group`, `User[]` */
  readonly result: string;
  /** The names of what the result, or each of it, has. */
  readonly resultFields: readonly string[];
}

export interface ProviderSource {
  readonly resources: readonly ResourceSource[];
  readonly functions: readonly FunctionSource[];
}

/**
 * Reads the source of the provider; the client's types are read from its source too, so nothing need be built.
 *
 * @param own Where the source lies, with a slash at its end.
 */
export function readProvider(own = OWN): ProviderSource {
  const program = programOf(`${own}index.ts`, {
    paths: {
      "@pulumi-fivetran/core/lookups": [`${ROOT}core/src/lookups/index.ts`],
      "@pulumi-fivetran/sdk": [`${ROOT}sdk/src/index.ts`],
      "@pulumi-fivetran/sdk/services": [`${ROOT}sdk/src/services/index.ts`],
    },
  });
  const reader = new SourceReader(program, own);
  const exported = reader.exportsOf("index.ts").map((symbol) => [symbol, symbol.valueDeclaration] as const);
  return {
    resources: exported
      .flatMap(([symbol, node]) =>
        node !== undefined && ts.isClassDeclaration(node) ? [reader.resource(symbol, node)] : [],
      )
      .sort((a, b) => (a.kind < b.kind ? -1 : 1)),
    // `getGroupOutput` is `getGroup` for Outputs.
    functions: exported.flatMap(([symbol, node]) =>
      node !== undefined && ts.isFunctionDeclaration(node) && !symbol.name.endsWith("Output")
        ? [reader.function(symbol, node)]
        : [],
    ),
  };
}

class SourceReader {
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;
  readonly #shapes: ShapeReader;
  readonly #own: string;

  constructor(program: ts.Program, own: string) {
    this.#program = program;
    this.#own = own;
    this.#checker = program.getTypeChecker();
    this.#shapes = new ShapeReader(
      this.#checker,
      ({ fileName }) => fileName.startsWith(own) || fileName.startsWith(LOOKUPS),
    );
  }

  /** What is exported that is the package's own and no type. */
  exportsOf(file: string): ts.Symbol[] {
    const source = this.#program.getSourceFile(this.#own + file);
    const module = source && this.#checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${this.#own}${file} is no module.`);
    return this.#checker
      .getExportsOfModule(module)
      .map((symbol) => this.#target(symbol))
      .filter(({ valueDeclaration: node }) => node?.getSourceFile().fileName.startsWith(this.#own) === true);
  }

  resource(symbol: ts.Symbol, declaration: ts.ClassDeclaration): ResourceSource {
    const chain = this.#ancestry(declaration);
    const isComponent = chain.at(-1)?.base === "ComponentResource";
    const constructors = chain.flatMap(({ node }) => node.members.filter(ts.isConstructorDeclaration));
    const argsNode = constructors[0]?.parameters[1]?.type;
    if (argsNode === undefined) throw new Error(`${symbol.name}: no constructor with arguments was found.`);
    const outputs = chain.flatMap(({ node }) => node.members.filter(isOutput));
    return {
      kind: symbol.name,
      file: basename(declaration.getSourceFile().fileName, ".ts"),
      folder: basename(dirname(declaration.getSourceFile().fileName)),
      doc: docstringOf(symbol, this.#checker),
      isComponent,
      args: this.#shapes.fieldsOf(this.#checker.getTypeFromTypeNode(argsNode)),
      outputs: outputs.flatMap(({ name }) => {
        const member = this.#checker.getSymbolAtLocation(name);
        return member === undefined ? [] : [this.#shapes.fieldOf(member)];
      }),
      secrets: isComponent ? { values: [], leaves: [], outputs: [] } : secretsOf(symbol.name),
    };
  }

  function(symbol: ts.Symbol, declaration: ts.FunctionDeclaration): FunctionSource {
    const { fileName } = declaration.getSourceFile();
    const resultShape = declaration.type === undefined ? undefined : this.#shapes.shapeOf(declaration.type);
    const parameterTypes = declaration.parameters.flatMap(({ type }) => (type === undefined ? [] : [type]));
    return {
      name: symbol.name,
      area: basename(fileName, ".ts"),
      folder: basename(dirname(fileName)),
      doc: docstringOf(symbol, this.#checker),
      parameters: declaration.parameters.map(
        ({ name, initializer, questionToken }) =>
          `${name.getText()}${initializer === undefined && questionToken === undefined ? "" : "?"}`,
      ),
      args: parameterTypes.flatMap((type) => {
        const shape = this.#shapes.shapeOf(type);
        return shape.kind === "named" && shape.type.shape?.kind === "object" ? shape.type.shape.fields : [];
      }),
      result: resultShape === undefined ? "unknown" : textOf(resultShape),
      resultFields: this.#resultFields(declaration),
    };
  }

  #resultFields(declaration: ts.FunctionDeclaration): string[] {
    const signature = this.#checker.getSignatureFromDeclaration(declaration);
    const promised =
      signature && this.#checker.getAwaitedType(this.#checker.getReturnTypeOfSignature(signature));
    if (promised === undefined) return [];
    // The members of a text are nobody's concern.
    if ((promised.flags & ts.TypeFlags.Object) === 0) return [];
    const each = this.#checker.getIndexTypeOfType(promised, ts.IndexKind.Number) ?? promised;
    return each.getProperties().map(({ name }) => name);
  }

  /** The class and those that it extends, as far as they are ours, each with the name of the next. */
  #ancestry(declaration: ts.ClassDeclaration): { node: ts.ClassDeclaration; base: string }[] {
    const clause = declaration.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
    const expression = clause?.types[0]?.expression;
    if (expression === undefined) return [{ node: declaration, base: "" }];
    const base = expression.getText().split(".").at(-1) ?? "";
    const symbol = this.#checker.getSymbolAtLocation(expression);
    const parent = symbol && this.#target(symbol).valueDeclaration;
    const link = { node: declaration, base };
    if (base === "FivetranResource" || parent === undefined || !ts.isClassDeclaration(parent)) return [link];
    return parent.getSourceFile().fileName.startsWith(this.#own) ? [link, ...this.#ancestry(parent)] : [link];
  }

  #target(symbol: ts.Symbol): ts.Symbol {
    return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : this.#checker.getAliasedSymbol(symbol);
  }
}

/** `declare readonly name: pulumi.Output<string>`, and what a component sets itself. */
function isOutput(member: ts.ClassElement): member is ts.PropertyDeclaration {
  if (!ts.isPropertyDeclaration(member) || !ts.isIdentifier(member.name)) return false;
  const modifiers = new Set(member.modifiers?.map(({ kind }) => kind));
  return (
    modifiers.has(ts.SyntaxKind.ReadonlyKeyword) &&
    !modifiers.has(ts.SyntaxKind.PrivateKeyword) &&
    !modifiers.has(ts.SyntaxKind.ProtectedKeyword) &&
    !modifiers.has(ts.SyntaxKind.StaticKeyword)
  );
}

/** @throws Error where a kind has no table */
function secretsOf(kind: string): Secrets {
  const tables: Readonly<Record<string, unknown>> = fields;
  const table = tables[`${kind.charAt(0).toLowerCase()}${kind.slice(1)}Fields`];
  if (table === undefined) throw new Error(`${kind}: there is no table of its fields in core/src/fields.`);
  const { secretInputs, serviceSettings, secretOutputs } = fields.factsOfFields(table as fields.Fields);
  return { values: secretInputs, leaves: serviceSettings, outputs: secretOutputs };
}
