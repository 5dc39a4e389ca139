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
  SharedKey,
  StringNode,
} from '@turnpike/core/contracts';

/** A text. */
export const text = { type: 'str' } as const satisfies StringNode;
/** A number. */
export const number = { type: 'num' } as const satisfies NumberNode;
/** `true` or `false`. */
export const flag = { type: 'bool' } as const satisfies BooleanNode;
/** A key that another plugin owns. Where that plugin is not installed the key is unknown. */
export const shared = { type: 'shared', optional: true } as const satisfies SharedKey;
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

/** A list; a single value is wrapped. */
export function list(items: KeyNode, more: Partial<ListNode> = {}): ListNode {
  return { type: 'seq', normal: true, items, ...more };
}

/** A map of fixed keys. */
export function map(keys: MapNode['keys'], more: Partial<MapNode> = {}): MapNode {
  return { type: 'map', strict: true, keys: keys ?? {}, ...more };
}

/** A map whose keys are free; all values are of one kind. */
function mapOf(any_key: KeyNode): MapNode {
  return { type: 'map', strict: false, format: '.*', keys: {}, any_key };
}

/** Alternatives, tried in order. */
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

/** One or several texts; the same of encrypted values. */
export const texts = listed(text);
/** One or several encrypted values. */
export const secrets = listed(secret);
/** One or several values, encrypted or plain. */
export const logins = listed(login);
/** Values by name (of a branch, say), or one for all. */
export const textMap = any([mapOf(text), text]);
/** Encrypted values by name, or one for all. */
export const secretMap = any([mapOf(secret), secret]);
/** Values, encrypted or plain, by name, or one for all. */
export const loginMap = any([mapOf(login), login]);

/** With other names of the key. */
export function alias<T extends KeyNode>(node: T, ...aliases: readonly string[]): T {
  return { ...node, aliases };
}

/** With the reason why the key should not be used any more. */
export function deprecated<T extends KeyNode>(node: T, why: string): T {
  return { ...node, deprecated: why };
}

/** The preferred form among alternatives. */
export function normal<T extends KeyNode>(node: T): T {
  return { ...node, normal: true };
}

/** Read there, and not by the plugin that contributes it: `build/checkout`. */
export function acts<T extends KeyNode>(node: T, where: string): T {
  return { ...node, acts: where };
}

/** Taken for compatibility, without effect: whoever uses it is told `why`, and what to do instead. */
export function inert<T extends KeyNode>(node: T, why: string, instead?: string): T {
  return { ...node, inert: { why, ...(instead && { instead }) } };
}

/** Acts, but not in full: whoever uses it is told what of it does not. */
export function limited<T extends KeyNode>(node: T, why: string, instead?: string): T {
  return { ...node, inert: { why, ...(instead && { instead }), how: 'limited' } };
}

/** A job must not run as if the key were absent: it is errored at its start with the reason. */
export function refused<T extends KeyNode>(node: T, why: string, instead?: string): T {
  return { ...node, inert: { why, ...(instead && { instead }), how: 'refused' } };
}

/** For the platform itself: in no reference. */
export function internal<T extends KeyNode>(node: T): T {
  return { ...node, flags: ['internal'] };
}

/** In effect under these root values only. */
export function only<T extends KeyNode>(node: T, support: KeySupport): T {
  return { ...node, only: support };
}

/** Capital letters are made small. */
export function downcased(node: StringNode): StringNode {
  return { ...node, downcase: true };
}

/** The case of letters does not count. */
export function ignoringCase(node: StringNode): StringNode {
  return { ...node, ignore_case: true };
}

/** Added where the key is missing. */
export function defaultTo(node: StringNode, value: string): StringNode {
  return { ...node, defaults: [{ value }] };
}

/** A map that `true` and `false` turn on and off. `main`: the key that other values mean. */
export function switchable(keys: MapNode['keys'], main?: string): MapNode {
  const prefix = main === undefined ? {} : { prefix: { key: main } };
  return normal(map(keys, { changes: [{ change: 'enable' }], ...prefix }));
}

/** Names of branches, to take or to leave out; text or list means `only`. */
export const branches = any(
  [
    alias(
      normal(map({ only: texts, except: alias(texts, 'exclude') }, { prefix: { key: 'only' } })),
      'branch',
    ),
    texts,
  ],
  { normal: true },
);

/** When a notification is sent. */
export const frequency = oneOf(
  { value: 'always', aliases: ['true'] },
  { value: 'never', aliases: ['false'] },
  { value: 'change', aliases: ['changed'] },
);
