/** What can be given as an argument, or comes as an output, as a reader needs it: without Input and Output around every part. */
import { basename } from "node:path";
import ts from "typescript";
import { type Docstring, docstringOf } from "./docstring.ts";

export type Shape =
  /** Shown as it is written: `string`, `"auto"`. */
  | { readonly kind: "plain"; readonly text: string }
  | { readonly kind: "list"; readonly of: Shape }
  /** Of names that are not ours. */
  | { readonly kind: "map"; readonly of: Shape }
  | { readonly kind: "object"; readonly fields: readonly Field[] }
  | { readonly kind: "union"; readonly of: readonly Shape[] }
  | { readonly kind: "named"; readonly type: NamedType }
  /** A resource, which has a page of its own: that of its file. */
  | { readonly kind: "resource"; readonly name: string; readonly file: string };

export interface Field {
  readonly name: string;
  readonly doc: Docstring;
  readonly isOptional: boolean;
  readonly shape: Shape;
}

/** A type that the package declares. */
export interface NamedType {
  readonly name: string;
  readonly doc: Docstring;
  /** Undefined where it is worked out from other types, so that only its text tells what it is. */
  readonly shape: Shape | undefined;
}

const WRAPPERS = new Set(["Input", "SettingsBesideExtraConfig", "Output", "Promise", "Readonly", "Unwrap"]);

/** Reads types of one program. */
export class ShapeReader {
  readonly #checker: ts.TypeChecker;
  /** Whether a file is the package's own: types from elsewhere are shown by their names. */
  readonly #isOwn: (file: ts.SourceFile) => boolean;
  readonly #named = new Map<ts.Symbol, NamedType>();

  constructor(checker: ts.TypeChecker, isOwn: (file: ts.SourceFile) => boolean) {
    this.#checker = checker;
    this.#isOwn = isOwn;
  }

  /** The members of an object type, inherited ones included. */
  fieldsOf(type: ts.Type): Field[] {
    return type.getProperties().map((property) => this.fieldOf(property));
  }

  fieldOf(property: ts.Symbol): Field {
    const declaration = property.declarations?.find(
      (each) => ts.isPropertySignature(each) || ts.isPropertyDeclaration(each),
    );
    const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
    const shape = declaration?.type === undefined ? plain("unknown") : this.shapeOf(declaration.type);
    return {
      name: property.name,
      doc: docstringOf(property, this.#checker),
      isOptional,
      shape: isOptional ? withoutUndefined(shape) : shape,
    };
  }

  shapeOf(node: ts.TypeNode): Shape {
    if (ts.isParenthesizedTypeNode(node) || ts.isTypeOperatorNode(node)) return this.shapeOf(node.type);
    if (ts.isArrayTypeNode(node)) return { kind: "list", of: this.shapeOf(node.elementType) };
    if (ts.isUnionTypeNode(node)) return { kind: "union", of: node.types.map((each) => this.shapeOf(each)) };
    if (ts.isTypeLiteralNode(node))
      return { kind: "object", fields: this.fieldsOf(this.#checker.getTypeFromTypeNode(node)) };
    // `string & {}` keeps a union of literals open: any text may be given.
    if (ts.isIntersectionTypeNode(node) && node.types[0]?.kind === ts.SyntaxKind.StringKeyword)
      return plain("string");
    if (ts.isTypeReferenceNode(node)) return this.#reference(node);
    return plain(node.getText());
  }

  #reference(node: ts.TypeReferenceNode): Shape {
    const name = ts.isQualifiedName(node.typeName) ? node.typeName.right.text : node.typeName.text;
    const [first, second] = node.typeArguments ?? [];
    if (first !== undefined && WRAPPERS.has(name)) return this.shapeOf(first);
    if (second !== undefined && name === "Record") return { kind: "map", of: this.shapeOf(second) };
    const found = this.#checker.getSymbolAtLocation(node.typeName);
    if (found === undefined) return plain(node.getText());
    const symbol = (found.flags & ts.SymbolFlags.Alias) === 0 ? found : this.#checker.getAliasedSymbol(found);
    const declaration = symbol.declarations?.[0];
    if (declaration === undefined || !this.#isOwn(declaration.getSourceFile())) return plain(node.getText());
    if (ts.isTypeParameterDeclaration(declaration))
      return declaration.constraint === undefined ? plain("unknown") : this.shapeOf(declaration.constraint);
    if (ts.isClassDeclaration(declaration))
      return {
        kind: "resource",
        name: symbol.name,
        file: basename(declaration.getSourceFile().fileName, ".ts"),
      };
    return { kind: "named", type: this.#namedType(symbol, declaration) };
  }

  #namedType(symbol: ts.Symbol, declaration: ts.Declaration): NamedType {
    const known = this.#named.get(symbol);
    if (known !== undefined) return known;
    // Known before its members are read, which may name it again.
    const type: { -readonly [Key in keyof NamedType]: NamedType[Key] } = {
      name: symbol.name,
      doc: docstringOf(symbol, this.#checker),
      shape: undefined,
    };
    this.#named.set(symbol, type);
    if (ts.isInterfaceDeclaration(declaration))
      type.shape = {
        kind: "object",
        fields: this.fieldsOf(this.#checker.getDeclaredTypeOfSymbol(symbol)),
      };
    else if (ts.isTypeAliasDeclaration(declaration) && isPlainAlias(declaration.type))
      type.shape = this.shapeOf(declaration.type);
    return type;
  }
}

/** What may be left out may be undefined too; saying both is saying one thing twice. */
function withoutUndefined(shape: Shape): Shape {
  if (shape.kind !== "union") return shape;
  const of = shape.of.filter((each) => each.kind !== "plain" || each.text !== "undefined");
  const [only] = of;
  return only !== undefined && of.length === 1 ? only : { kind: "union", of };
}

function isPlainAlias(node: ts.TypeNode): boolean {
  return ts.isUnionTypeNode(node) || ts.isTypeLiteralNode(node) || ts.isLiteralTypeNode(node);
}

function plain(text: string): Shape {
  return { kind: "plain", text: text.replaceAll(/\s+/g, " ") };
}

/** The shape as a type is written. */
export function textOf(shape: Shape): string {
  switch (shape.kind) {
    case "plain":
      return shape.text;
    case "list":
      return shape.of.kind === "union" ? `(${textOf(shape.of)})[]` : `${textOf(shape.of)}[]`;
    case "map":
      return `Record<string, ${textOf(shape.of)}>`;
    case "object": {
      const fields = shape.fields.map(
        ({ name, isOptional, shape: of }) => `${name}${isOptional ? "?" : ""}: ${textOf(of)}`,
      );
      return `{ ${fields.join("; ")} }`;
    }
    case "union":
      return shape.of.map(textOf).join(" | ");
    case "named":
      return shape.type.name;
    case "resource":
      return shape.name;
  }
}

/** The package's types that a shape names, in their order, without those that they name in turn. */
export function namedIn(shape: Shape): NamedType[] {
  switch (shape.kind) {
    case "plain":
    case "resource":
      return [];
    case "list":
    case "map":
      return namedIn(shape.of);
    case "object":
      return shape.fields.flatMap((field) => namedIn(field.shape));
    case "union":
      return shape.of.flatMap(namedIn);
    case "named":
      return [shape.type];
  }
}

/** All types that the fields name, and that those name in turn, each once. */
export function typesBelow(fields: readonly Field[], seen = new Set<NamedType>()): NamedType[] {
  for (const type of fields.flatMap(({ shape }) => namedIn(shape))) {
    if (seen.has(type)) continue;
    seen.add(type);
    if (type.shape === undefined) continue;
    typesBelow(type.shape.kind === "object" ? type.shape.fields : [{ ...NO_NAME, shape: type.shape }], seen);
  }
  return [...seen];
}

const NO_NAME = { name: "", doc: { text: "", examples: [], throws: [] }, isOptional: false };

/** A value of the shape, as plain data. Texts are `<name>`, so that a sentence made of them reads as a pattern. */
export function sampleOf(shape: Shape, name: string, variant: 1 | 2): unknown {
  switch (shape.kind) {
    case "plain":
      return plainSample(shape.text, name, variant);
    case "list":
      return [sampleOf(shape.of, name, variant)];
    case "map":
      return { name: sampleOf(shape.of, name, variant) };
    case "object":
      return Object.fromEntries(
        shape.fields.map((field) => [field.name, sampleOf(field.shape, `${name}.${field.name}`, variant)]),
      );
    case "union":
      return sampleOf(shape.of[variant - 1] ?? { kind: "plain", text: "string" }, name, variant);
    case "resource":
      return plainSample("unknown", name, variant);
    case "named":
      return shape.type.shape === undefined
        ? plainSample("unknown", name, variant)
        : sampleOf(shape.type.shape, name, variant);
  }
}

function plainSample(text: string, name: string, variant: 1 | 2): unknown {
  if (text === "number") return variant;
  if (text === "boolean") return variant === 1;
  if (/^".*"$/.test(text)) return JSON.parse(text) as unknown;
  return variant === 1 ? `<${name}>` : `<another ${name}>`;
}
