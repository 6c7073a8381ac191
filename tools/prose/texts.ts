/** The sentences of a file: those of Markdown outside of code, and those of docstrings and messages in TypeScript. */
import ts from "typescript";

/** A message has at least so many words; shorter strings are names and keys. */
const WORDS_OF_A_MESSAGE = 4;

export function sentencesIn(file: string, text: string): string[] {
  return file.endsWith(".md") ? sentencesOfMarkdown(text) : sentencesOfSource(file, text);
}

function sentencesOfMarkdown(text: string): string[] {
  const prose = text
    .replaceAll(/<!--[\s\S]*?-->/g, "")
    .replaceAll(/^```[\s\S]*?^```$/gm, "")
    // A heading, an item and a cell each end what is said; a line within a paragraph does not.
    .replaceAll(/^#+ .*$/gm, "")
    .replaceAll(/^\s*(?:[-*]|\d+\.) /gm, "\n\n")
    .replaceAll(/^\|[-| :]+\|$/gm, "")
    .replaceAll(/\s*\|\s*/g, "\n\n");
  return prose.split(/\n\s*\n/).flatMap((paragraph) => split(plain(paragraph)));
}

function sentencesOfSource(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const sentences: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isMessage(node)) sentences.push(...split(plain(textOf(node))));
    for (const doc of ts.getJSDocCommentsAndTags(node))
      if (ts.isJSDoc(doc)) sentences.push(...sentencesOfDocstring(doc));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...new Set(sentences)];
}

function sentencesOfDocstring(doc: ts.JSDoc): string[] {
  const text = ts.getTextOfJSDocComment(doc.comment) ?? "";
  return sentencesOfMarkdown(text);
}

type MessageNode = ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateExpression;

function isMessage(node: ts.Node): node is MessageNode {
  const isText =
    ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node);
  if (!isText || ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent)) return false;
  const words = textOf(node).match(/\p{L}{2,}/gu) ?? [];
  return words.length >= WORDS_OF_A_MESSAGE && /[a-z] [a-z]/.test(textOf(node));
}

function textOf(node: MessageNode): string {
  if (!ts.isTemplateExpression(node)) return node.text;
  return node.head.text + node.templateSpans.map(({ literal }) => `X${literal.text}`).join("");
}

/** Without marks, links and code, each of which stands for one word. */
function plain(text: string): string {
  return text
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/``[^\n]*?``|`[^`]*`/g, "X")
    .replaceAll(/\*\*|__/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

function split(paragraph: string): string[] {
  return paragraph
    .split(/(?<=[.!?])\s+(?=[\p{Lu}"'(])/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}
