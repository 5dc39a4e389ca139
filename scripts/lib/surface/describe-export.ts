import { relative } from 'node:path';
import ts from 'typescript';
import type { Declarations } from './declarations.js';

/** A member that authors see: of an interface, a class, a type that is one, or of `tokens`. */
export interface SurfaceMember {
  readonly name: string;
  /** `core/src/contracts/plugin.ts:42`. */
  readonly place: string;
  /** Empty: nobody has said what it is. */
  readonly doc: string;
  /** As it is written, without comments and end. */
  readonly text: string;
  /** Of members alone. */
  readonly symbol?: ts.Symbol;
}

export interface SurfaceExport extends SurfaceMember {
  /** Of `stable`, `experimental` and `deprecated`. */
  readonly tags: readonly string[];
  /** Words behind `@deprecated`. */
  readonly instead: string;
  readonly members: readonly SurfaceMember[];
  /** Comes from a package that is not ours. */
  readonly isForeign: boolean;
}

export interface DescribeTools {
  readonly program: ts.Program;
  readonly declarations: Declarations;
  readonly root: string;
}

const TAGS = ['stable', 'experimental', 'deprecated'];

export function describeExport(
  name: string,
  symbol: ts.Symbol,
  { program, declarations, root }: DescribeTools,
): SurfaceExport {
  const checker = program.getTypeChecker();
  const all = symbol.declarations ?? [];
  const [first] = all;
  if (!first) throw new Error(`${name} is declared nowhere`);
  const isForeign = first.getSourceFile().fileName.includes('/node_modules/') && !isOurs(first);
  const tags = symbol.getJsDocTags(checker).filter((tag) => TAGS.includes(tag.name));
  let text: string | undefined;
  const deprecated = tags.find((tag) => tag.name === 'deprecated');
  return {
    name,
    place: placeOf(first, root),
    doc: docOf(symbol, checker),
    // Writing declarations takes most of the time, and who only looks for words does not read them.
    get text() {
      if (isForeign) return `export { ${name} }`;
      return (text ??= [...new Set(all.map(declarations))].join('\n'));
    },
    tags: [...new Set(tags.map((tag) => tag.name))],
    instead: ts.displayPartsToString(deprecated?.text),
    members: isForeign ? [] : all.flatMap((one) => membersOf(one, checker, root)),
    isForeign,
  };
}

/** Links between the packages of the repository. */
function isOurs(node: ts.Node): boolean {
  return node.getSourceFile().fileName.includes('/@turnpike/');
}

function docOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  return ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
}

function placeOf(node: ts.Node, root: string): string {
  const source = node.getSourceFile();
  return `${relative(root, source.fileName)}:${lineOf(node, node.getStart()) + 1}`;
}

function membersOf(
  declaration: ts.Declaration,
  checker: ts.TypeChecker,
  root: string,
): readonly SurfaceMember[] {
  return symbolsOf(declaration, checker).flatMap((symbol) => {
    const [first] = symbol.declarations ?? [];
    // What JavaScript and other packages bring has its own documents.
    if (!first || first.getSourceFile().fileName.includes('/node_modules/')) return [];
    const text = first.getText().replace(/[;,]$/, '');
    if (isTableOfTypes(symbol.name, text) || isInOneLine(first, declaration)) return [];
    const place = placeOf(first, root);
    return [{ name: symbol.name, place, doc: docOf(symbol, checker), text, symbol }];
  });
}

/** `WireBuild: Wire.WireBuild`: the type has the words. */
function isTableOfTypes(name: string, text: string): boolean {
  return new RegExp(`^readonly ${name}: (\\w+\\.)?${name}$`).test(text);
}

/** `type Secure = { readonly secure: string }`: the words of the type are those of what is in it. */
function isInOneLine(member: ts.Node, declaration: ts.Node): boolean {
  const { start, end } = { start: declaration.getStart(), end: declaration.getEnd() };
  const isInside = member.getStart() > start && member.getEnd() <= end;
  return isInside && lineOf(member, member.getStart()) === lineOf(declaration, start);
}

function lineOf(node: ts.Node, position: number): number {
  return node.getSourceFile().getLineAndCharacterOfPosition(position).line;
}

/** Objects whose members are what authors write. */
const OBJECTS = ['tokens'];

function symbolsOf(declaration: ts.Declaration, checker: ts.TypeChecker): readonly ts.Symbol[] {
  if (ts.isInterfaceDeclaration(declaration) || ts.isClassDeclaration(declaration))
    return checker.getTypeAtLocation(declaration).getProperties().filter(isPublic);
  if (ts.isTypeAliasDeclaration(declaration))
    return partsOf(declaration.type).flatMap((part) =>
      checker.getTypeAtLocation(part).getProperties(),
    );
  if (ts.isVariableDeclaration(declaration) && OBJECTS.includes(declaration.name.getText()))
    return checker.getTypeAtLocation(declaration).getProperties();
  return [];
}

/** The written objects of a type: itself, or those of an intersection. */
function partsOf(type: ts.TypeNode): readonly ts.TypeNode[] {
  if (ts.isIntersectionTypeNode(type)) return type.types.flatMap(partsOf);
  return ts.isTypeLiteralNode(type) ? [type] : [];
}

function isPublic({ declarations }: ts.Symbol): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return !declarations?.some((one) => {
    const name = ts.getNameOfDeclaration(one);
    return (
      (ts.getCombinedModifierFlags(one) & hidden) !== 0 ||
      (name !== undefined && ts.isPrivateIdentifier(name))
    );
  });
}
