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

/** A text. @stable */
export const text = { type: 'str' } as const satisfies StringNode;
/** A number. @stable */
export const number = { type: 'num' } as const satisfies NumberNode;
/** `true` or `false`. @stable */
export const flag = { type: 'bool' } as const satisfies BooleanNode;
/** A key that another plugin owns. Where that plugin is not installed the key is unknown. @stable */
export const shared = { type: 'shared', optional: true } as const satisfies SharedKey;
/** Encrypted; plain text is reported. @stable */
export const secret = { type: 'secure', strict: true } as const satisfies SecureNode;
/** Encrypted or plain. @stable */
export const login = { type: 'secure', strict: false } as const satisfies SecureNode;

/** A text out of a fixed set. @stable */
export function oneOf(...values: readonly (string | KeyChoice)[]): StringNode {
  return { type: 'str', values: values.map(choice) };
}

function choice(value: string | KeyChoice): KeyChoice {
  return typeof value === 'string' ? { value } : value;
}

/** A list; a single value is wrapped. @stable */
export function list(items: KeyNode, more: Partial<ListNode> = {}): ListNode {
  return { type: 'seq', normal: true, items, ...more };
}

/** A map of fixed keys. @stable */
export function map(keys: MapNode['keys'], more: Partial<MapNode> = {}): MapNode {
  return { type: 'map', strict: true, keys: keys ?? {}, ...more };
}

/** A map whose keys are free; all values are of one kind. */
function mapOf(any_key: KeyNode): MapNode {
  return { type: 'map', strict: false, format: '.*', keys: {}, any_key };
}

/** Alternatives, tried in order. @stable */
export function any(any_of: readonly KeyNode[], more: Partial<ChoiceNode> = {}): ChoiceNode {
  return { type: 'any', any_of, ...more };
}

/** One or several. @stable */
export function listed(item: KeyNode, more: Partial<ChoiceNode> = {}): ChoiceNode {
  return any([list(item), item], more);
}

/** An axis of the matrix: one or several values. @stable */
export function axis(item: KeyNode, more: Partial<ChoiceNode> = {}): ChoiceNode {
  return listed(item, { flags: ['expand'], ...more });
}

/** One or several texts; the same of encrypted values. @stable */
export const texts = listed(text);
/** One or several encrypted values. @stable */
export const secrets = listed(secret);
/** One or several values, encrypted or plain. @stable */
export const logins = listed(login);
/** Values by name (of a branch, say), or one for all. @stable */
export const textMap = any([mapOf(text), text]);
/** Encrypted values by name, or one for all. @stable */
export const secretMap = any([mapOf(secret), secret]);
/** Values, encrypted or plain, by name, or one for all. @stable */
export const loginMap = any([mapOf(login), login]);

/** With other names of the key. @stable */
export function alias<T extends KeyNode>(node: T, ...aliases: readonly string[]): T {
  return { ...node, aliases };
}

/** With the reason why the key should not be used any more. @stable */
export function deprecated<T extends KeyNode>(node: T, why: string): T {
  return { ...node, deprecated: why };
}

/** The preferred form among alternatives. @stable */
export function normal<T extends KeyNode>(node: T): T {
  return { ...node, normal: true };
}

/** Names that a `template` of `notifications:` may have in `%{…}`; others are reported. */
const TEMPLATE_VARIABLES =
  'repository repository_slug repository_name build_number build_id build_url branch commit commit_subject commit_message author pull_request pull_request_number pull_request_url compare_url result duration elapsed_time message';

/** Lines of a notification, with `%{variables}`: `noticeLines` makes the message of it. @experimental */
export const template = listed({ type: 'str', vars: TEMPLATE_VARIABLES.split(' ') });

/** Read there, and not by the plugin that contributes it: `build/checkout`. @stable */
export function acts<T extends KeyNode>(node: T, where: string): T {
  return { ...node, acts: where };
}

/** Taken for compatibility, without effect: whoever uses it is told `why`, and what to do instead. @stable */
export function inert<T extends KeyNode>(node: T, why: string, instead?: string): T {
  return { ...node, inert: { why, ...(instead && { instead }) } };
}

/** Acts, but not in full: whoever uses it is told what of it does not. @stable */
export function limited<T extends KeyNode>(node: T, why: string, instead?: string): T {
  return { ...node, inert: { why, ...(instead && { instead }), how: 'limited' } };
}

/** A job must not run as if the key were absent: it is errored at its start with the reason. @stable */
export function refused<T extends KeyNode>(node: T, why: string, instead?: string): T {
  return { ...node, inert: { why, ...(instead && { instead }), how: 'refused' } };
}

/** For the platform itself: in no reference. @stable */
export function internal<T extends KeyNode>(node: T): T {
  return { ...node, flags: ['internal'] };
}

/** In effect under these root values only. @stable */
export function only<T extends KeyNode>(node: T, support: KeySupport): T {
  return { ...node, only: support };
}

/** Capital letters are made small. @stable */
export function downcased(node: StringNode): StringNode {
  return { ...node, downcase: true };
}

/** The case of letters does not count. @stable */
export function ignoringCase(node: StringNode): StringNode {
  return { ...node, ignore_case: true };
}

/** Added where the key is missing. @stable */
export function defaultTo(node: StringNode, value: string): StringNode {
  return { ...node, defaults: [{ value }] };
}

/** A map that `true` and `false` turn on and off. `main`: the key that other values mean. @stable */
export function switchable(keys: MapNode['keys'], main?: string): MapNode {
  const prefix = main === undefined ? {} : { prefix: { key: main } };
  return normal(map(keys, { changes: [{ change: 'enable' }], ...prefix }));
}

/** Names of branches, to take or to leave out; text or list means `only`. @stable */
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

/** When a notification is sent. @stable */
export const frequency = oneOf(
  { value: 'always', aliases: ['true'] },
  { value: 'never', aliases: ['false'] },
  { value: 'change', aliases: ['changed'] },
);
