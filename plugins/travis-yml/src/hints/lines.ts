import type { ConfigMap, Message } from '@turnpike/sdk';
import { valueOfDoc, buildDoc } from '../doc/doc.js';
import { asMap, isEqual } from '../matrix/equal.js';
import type { Key, Raw, RawEntry, RawMap } from '../yaml/raw.js';
import { spend } from '../thread/fuse.js';

/** Other names of keys that messages speak of. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['matrix', 'jobs'],
  ['allowed_failures', 'allow_failures'],
  ['fast_failure', 'fast_finish'],
  ['emails', 'email'],
  ['webhook', 'webhooks'],
  ['branch', 'branches'],
]);

/**
 * Messages found after the text was left behind, with the line of what they are about: of the key
 * that their path names, or of the list's entry that they speak of.
 */
export function withLines(messages: readonly Message[], root: RawMap): Message[] {
  return messages.map((message) => {
    if (message.line !== undefined || message.key === 'root') return message;
    const at = find(root, message.key.split('.'), message.args ?? {});
    return at?.line === undefined
      ? message
      : { ...message, line: at.line, ...(at.src !== undefined && { src: at.src }) };
  });
}

/** The deepest key on the path that the text has. */
function find(raw: Raw, path: readonly string[], args: ConfigMap): Key | undefined {
  spend();
  if (raw.kind === 'scalar') return undefined;
  if (raw.kind === 'list') return inList(raw.items, path, args);
  const [name, ...rest] = path;
  if (name === undefined) return undefined;
  const entry = raw.entries.findLast(({ key }) => isNamed(key, name));
  if (!entry) return undefined;
  return find(entry.value, rest, args) ?? entry.key;
}

function isNamed(key: Key, name: string): boolean {
  const plain = key.name.trim().replaceAll('-', '_').toLowerCase();
  return plain === name || aliases.get(plain) === name;
}

/** The entry that the message shows or, below it, the first that leads on. */
function inList(items: readonly Raw[], path: readonly string[], args: ConfigMap): Key | undefined {
  const maps = items.filter((item) => item.kind === 'map');
  if (path.length > 0) {
    const meant = maps.filter((map) => !('condition' in args) || has(map, args['condition']));
    return meant.map((map) => find(map, path, args)).find((key) => key !== undefined);
  }
  const meant =
    maps.find((map) => isMeant(map, args)) ?? maps.find((map) => has(map, args['condition']));
  return meant?.entries[0]?.key;
}

/** Does the map hold the condition that the message speaks of? */
function has({ entries }: RawMap, condition: unknown): boolean {
  return entries.some(({ key, value }) => key.name === 'if' && plain(value) === condition);
}

const plain = (raw: Raw): unknown => (raw.kind === 'scalar' ? raw.value : undefined);

/** Is it the rule of the message, or the map of that name? */
function isMeant(map: RawMap, { rule, stage }: ConfigMap): boolean {
  if (stage !== undefined) return map.entries.some((entry) => isName(entry, stage));
  if (rule === undefined) return false;
  const given = asMap(valueOfDoc(buildDoc(map)));
  const wanted = asMap(rule);
  return Object.keys(wanted).every((key) => sameText(given[key], wanted[key]));
}

const isName = ({ key, value }: RawEntry, name: unknown): boolean =>
  key.name === 'name' && plain(value) === name;

/** Values of the text may still be numbers, or variables in one text: those count as the same. */
function sameText(given: unknown, wanted: unknown): boolean {
  if (typeof wanted === 'object' && wanted !== null && typeof given !== 'object') return true;
  return isEqual(given as never, wanted as never) || String(given) === String(wanted);
}
