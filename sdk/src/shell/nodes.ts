import type { CommandFlags, ScriptNode } from '@turnpike/core/contracts';

/** One node in the flat view; see {@link flatten}. @stable */
export interface FlatCommand {
  /** Stage that it stands in. */
  readonly stage: string;
  /** Type of its node. */
  readonly kind: string;
  /** Its source. */
  readonly cmd: string;
  readonly [flag: string]: unknown;
}

type Condition = Readonly<Record<string, unknown>>;

interface Around {
  readonly when: readonly Condition[];
  readonly folds: readonly string[];
  readonly appliance?: string;
}

/** The flags of a node that are set. @stable */
export function nodeFlags(node: ScriptNode): Record<string, unknown> {
  const { assert, echo, timing, retry, sudo, secure } = node as CommandFlags;
  const all = { echo, timing, assert, retry, sudo, secure };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value));
}

function text(node: ScriptNode): string | undefined {
  switch (node.type) {
    case 'cmd':
    case 'raw':
    case 'echo':
      return node.text;
    case 'export':
    case 'set':
      return `${node.name}=${node.value}`;
    case 'cd':
      return node.dir;
    case 'mkdir':
    case 'rm':
    case 'file':
      return node.path;
    case 'cp':
    case 'mv':
    case 'chmod':
    case 'chown':
      return `${node.from} ${node.to}`;
    case 'function':
      return node.name;
    default:
      return undefined;
  }
}

/**
 * The commands of a tree in order, each with the conditions and folds around it:
 * `when` from outside in (`{if}`, `{elif, not}`, `{else, not}`), `fold` likewise.
 * @stable
 */
export function flatten(stage: string, nodes: readonly ScriptNode[]): FlatCommand[] {
  const flat: FlatCommand[] = [];
  walk(stage, nodes, { when: [], folds: [] }, flat);
  return flat;
}

function walk(
  stage: string,
  nodes: readonly ScriptNode[],
  around: Around,
  flat: FlatCommand[],
): void {
  for (const node of nodes) {
    if (node.type === 'fold')
      walk(stage, node.nodes, { ...around, folds: [...around.folds, node.name] }, flat);
    else if (node.type === 'appliance')
      walk(stage, node.nodes, { ...around, appliance: node.name }, flat);
    else if (node.type === 'stage') walk(node.name, node.nodes, around, flat);
    else if (node.type === 'if') walkIf(stage, node, around, flat);
    else flat.push(command(stage, node, around));
  }
}

function walkIf(
  stage: string,
  node: Extract<ScriptNode, { type: 'if' }>,
  around: Around,
  flat: FlatCommand[],
): void {
  const not: string[] = [];
  for (const { cond, nodes } of node.branches) {
    const when = not.length === 0 ? { if: cond } : { elif: cond, not: [...not] };
    walk(stage, nodes, { ...around, when: [...around.when, when] }, flat);
    not.push(cond);
  }
  if (!node.otherwise) return;
  walk(stage, node.otherwise, { ...around, when: [...around.when, { else: true, not }] }, flat);
}

function command(stage: string, node: ScriptNode, around: Around): FlatCommand {
  return {
    stage,
    kind: node.type,
    cmd: text(node) ?? '',
    ...nodeFlags(node),
    ...(node.type === 'echo' && node.ansi ? { ansi: node.ansi } : {}),
    ...(around.when.length > 0 ? { when: around.when } : {}),
    ...(around.folds.length > 0 ? { fold: around.folds } : {}),
    ...(around.appliance ? { appliance: around.appliance } : {}),
  };
}

/** The tree as nested arrays, `[type, text, flags]`: the form in which trees are exchanged with other tools. @stable */
export function toArrays(nodes: readonly ScriptNode[]): unknown[] {
  return nodes.map(toArray);
}

function toArray(node: ScriptNode): unknown[] {
  switch (node.type) {
    case 'fold':
      return ['fold', node.name, ['cmds', toArrays(node.nodes)]];
    case 'appliance':
      return ['appliance', node.name, toArrays(node.nodes)];
    case 'stage':
      return ['stage', node.name, toArrays(node.nodes)];
    case 'if':
      return ifArray(node);
    case 'newline':
      return ['newline'];
    case 'export':
    case 'set':
      return withFlags([node.type, [node.name, node.value]], node);
    case 'cp':
    case 'mv':
    case 'chmod':
    case 'chown':
      return withFlags([node.type, [node.from, node.to]], node);
    case 'file':
      return withFlags(['file', [node.path, node.content]], node);
    default:
      return withFlags([node.type, text(node)], node);
  }
}

function ifArray(node: Extract<ScriptNode, { type: 'if' }>): unknown[] {
  const [first, ...rest] = node.branches;
  const array: unknown[] = ['if', first?.cond, ['then', ['cmds', toArrays(first?.nodes ?? [])]]];
  for (const { cond, nodes } of rest) array.push(['elif', cond, ['cmds', toArrays(nodes)]]);
  if (node.otherwise) array.push(['else', ['cmds', toArrays(node.otherwise)]]);
  if (node.raw) array.push({ raw: true });
  return array;
}

function withFlags(array: unknown[], node: ScriptNode): unknown[] {
  const { recursive, force, append, decode, stack, ansi, event } = node as unknown as Record<
    string,
    unknown
  >;
  const all = { ...nodeFlags(node), event, recursive, force, append, decode, stack, ansi };
  const flags = Object.fromEntries(Object.entries(all).filter(([, value]) => value));
  return Object.keys(flags).length > 0 ? [...array, flags] : array;
}
