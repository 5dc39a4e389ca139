import type {
  BooleanNode,
  ChoiceNode,
  KeyChoice,
  KeyNode,
  KeySupport,
  ListNode,
  MapNode,
  NumberNode,
  SecureNode,
  StringNode,
} from '@turnpike/sdk';

/** Words that the schema's modules are written in. All nodes are plain, shared data. */
export const text = { type: 'str' } as const satisfies StringNode;
export const number = { type: 'num' } as const satisfies NumberNode;
export const flag = { type: 'bool' } as const satisfies BooleanNode;
/** Encrypted; plain text is reported. */
export const secret = { type: 'secure', strict: true } as const satisfies SecureNode;
/** Encrypted or plain. */
export const login = { type: 'secure', strict: false } as const satisfies SecureNode;

/** A text out of a fixed set. */
export function oneOf(...values: readonly (string | KeyChoice)[]): StringNode {
  return { type: 'str', values: values.map(choice) };
}

function choice(value: string | KeyChoice): KeyChoice {
  return typeof value === 'string' ? { value } : value;
}

export function list(items: KeyNode, more: Partial<ListNode> = {}): ListNode {
  return { type: 'seq', normal: true, items, ...more };
}

export function map(keys: MapNode['keys'], more: Partial<MapNode> = {}): MapNode {
  return { type: 'map', strict: true, keys: keys ?? {}, ...more };
}

/** A map whose keys are free; all values are of one kind. */
function mapOf(any_key: KeyNode): MapNode {
  return { type: 'map', strict: false, format: '.*', keys: {}, any_key };
}

export function any(any_of: readonly KeyNode[], more: Partial<ChoiceNode> = {}): ChoiceNode {
  return { type: 'any', any_of, ...more };
}

/** One or several. */
export function listed(item: KeyNode, more: Partial<ChoiceNode> = {}): ChoiceNode {
  return any([list(item), item], more);
}

/** An axis of the matrix: one or several values. */
export function axis(item: KeyNode, more: Partial<ChoiceNode> = {}): ChoiceNode {
  return listed(item, { flags: ['expand'], ...more });
}

export const texts = listed(text);
export const secrets = listed(secret);
export const logins = listed(login);
export const textMap = any([mapOf(text), text]);
export const secretMap = any([mapOf(secret), secret]);
export const loginMap = any([mapOf(login), login]);

export function alias<T extends KeyNode>(node: T, ...aliases: readonly string[]): T {
  return { ...node, aliases };
}

export function deprecated<T extends KeyNode>(node: T, why: string): T {
  return { ...node, deprecated: why };
}

export function normal<T extends KeyNode>(node: T): T {
  return { ...node, normal: true };
}

export function internal<T extends KeyNode>(node: T): T {
  return { ...node, flags: ['internal'] };
}

export function only<T extends KeyNode>(node: T, support: KeySupport): T {
  return { ...node, only: support };
}

export function downcased(node: StringNode): StringNode {
  return { ...node, downcase: true };
}

export function ignoringCase(node: StringNode): StringNode {
  return { ...node, ignore_case: true };
}

export function defaultTo(node: StringNode, value: string): StringNode {
  return { ...node, defaults: [{ value }] };
}

/** Nodes by key. */
export type Keys = { readonly [key: string]: KeyNode };
