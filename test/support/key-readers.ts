/** Which keys of the configuration language does a folder of sources read? */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const project = fileURLToPath(new URL('../../', import.meta.url));
const root = `${project}plugins/`;

/** Where keys are declared, they are not read. */
const isDeclaration = (file: string): boolean => /\/(keys|own|known\/\w+)\.ts$/.test(file);

/** `build/checkout`: what lies below `plugins/build/src` under that name, a folder or a file. */
function filesOf(reader: string): readonly string[] {
  const [plugin, ...rest] = reader.split('/');
  const place = [`${root}${plugin}/src`, ...rest].join('/');
  if (existsSync(`${place}.ts`)) return [`${place}.ts`];
  if (!existsSync(place)) return [];
  return sourcesIn(place).filter((file) => !isDeclaration(file));
}

const sourcesIn = (folder: string): readonly string[] =>
  ts.sys.readDirectory(folder, ['.ts'], ['**/*.test.ts', '**/testing/**'], ['**/*.ts']);

/** Sources of a folder of the project, without tests. */
export const filesBelow = (folder: string): readonly string[] => sourcesIn(`${project}${folder}`);

const known = new Map<string, ReadonlySet<string>>();

/** Does its code ask for the key? `addons/artifacts/*`: for all keys that there are. */
export function reads(reader: string, key: string): boolean {
  const isForAll = reader.endsWith('/*');
  const names = keysReadBy(isForAll ? reader.slice(0, -2) : reader);
  if (isForAll) return names.has('entries');
  return names.has(key) || [...names].some((name) => name.includes('*') && fits(name, key));
}

function fits(pattern: string, key: string): boolean {
  const [start = '', end = ''] = pattern.split('*');
  return key.startsWith(start) && key.endsWith(end);
}

/** Names that the reader's code asks for: of properties, and texts that may be such. Comments do not count. */
export function keysReadBy(reader: string): ReadonlySet<string> {
  const names = known.get(reader) ?? new Set(filesOf(reader).flatMap((file) => namesIn(file)));
  known.set(reader, names);
  return names;
}

/** `xcode_${…}` asks for all that begin so. */
function patternsOf({ head, templateSpans }: ts.TemplateExpression): readonly string[] {
  const end = templateSpans.length === 1 ? (templateSpans[0]?.literal.text ?? '') : '';
  return [`${head.text}*${end}`].filter((pattern) => /^\w*\*\w*$/.test(pattern) && pattern !== '*');
}

const sources = new Map<string, readonly string[]>();

/** Names in a file's code; `read`: only of members that are asked for, not of those that are written. */
export function namesIn(file: string, kind: 'all' | 'read' = 'all'): readonly string[] {
  const found = sources.get(`${kind} ${file}`);
  if (found) return found;
  const names: string[] = [];
  const text = ts.sys.readFile(file) ?? '';
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  if (kind === 'all') visit(source, names);
  else visitReads(source, names);
  sources.set(`${kind} ${file}`, names);
  return names;
}

function visitReads(node: ts.Node, names: string[]): void {
  if (ts.isStringLiteralLike(node)) names.push(node.text);
  if (ts.isPropertyAccessExpression(node)) names.push(node.name.text);
  if (ts.isBindingElement(node)) names.push((node.propertyName ?? node.name).getText());
  ts.forEachChild(node, (child) => visitReads(child, names));
}

/** Where a definition says which keys are axes, what they are by default, or what they are called. */
const declaring: ReadonlySet<string> = new Set([
  'matrix',
  'defaults',
  'yml',
  'required',
  'id',
  'summary',
]);

function visit(node: ts.Node, names: string[]): void {
  if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
  if (ts.isPropertyAssignment(node) && declaring.has(node.name.getText())) return;
  if (ts.isStringLiteralLike(node)) names.push(node.text, ...node.text.split(/\s+/));
  if (ts.isTemplateExpression(node)) names.push(...patternsOf(node));
  if (ts.isPropertyAccessExpression(node)) names.push(node.name.text);
  if (ts.isBindingElement(node)) names.push((node.propertyName ?? node.name).getText());
  if (ts.isPropertyAssignment(node)) names.push(node.name.getText().replace(/^['"]|['"]$/g, ''));
  ts.forEachChild(node, (child) => visit(child, names));
}
