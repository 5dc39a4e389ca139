/** The reference of `.travis.yml`, written from the composed tree of all shipped plugins. */
import type {
  KeyChoice,
  KeyNode,
  KeyNodes,
  MapNode,
  YmlContribution,
  YmlKeys,
} from '@turnpike/core/contracts';
import { composeSchema } from '../../plugins/travis-yml/src/schema/compose.js';
import { isSaid, keyUses } from './key-uses.js';
import { table } from './table.js';

const code = (text: string | boolean | number): string => `\`${String(text)}\``;
const MOST_VALUES = 100;

/** What may stand there, in words. */
function form(node: KeyNode): string {
  switch (node.type) {
    case 'str':
      return node.values ? oneOf(shownValues(node.values)) : 'text';
    case 'num':
      return 'number';
    case 'bool':
      return node.values ? oneOf(shownValues(node.values)) : '`true`, `false`';
    case 'secure':
      return 'encrypted value';
    case 'seq':
      return `list of: ${form(node.items)}`;
    case 'map':
      return mapForm(node);
    case 'any':
      return anyForm(node.any_of);
  }
}

/** Where a list is taken, so is one of its items: that is said once. */
function anyForm(nodes: readonly KeyNode[]): string {
  const lists = nodes.flatMap((node) => (node.type === 'seq' ? [form(node.items)] : []));
  const others = nodes.filter((node) => node.type !== 'seq').map(form);
  const alone = others.filter((text) => !lists.includes(text));
  const once = [...new Set(lists)].map((text) => `one or a list of: ${text}`);
  return [...new Set([...once, ...alone])].join('; or ');
}

const shownValues = (values: readonly KeyChoice[]): readonly (string | boolean)[] =>
  values.filter(({ flags }) => !flags?.includes('internal')).map(({ value }) => value);

function oneOf(values: readonly (string | boolean)[]): string {
  const shown = values.slice(0, MOST_VALUES).map(code).join(', ');
  return values.length > MOST_VALUES ? `${shown} and ${values.length - MOST_VALUES} more` : shown;
}

function mapForm({ keys, any_key: any }: MapNode): string {
  const names = Object.keys(keys ?? {});
  if (names.length === 0) return any ? `map of any key to: ${form(any)}` : 'map';
  return `map of ${names.map(code).join(', ')}${any ? ' and any other key' : ''}`;
}

const support = (node: KeyNode): string =>
  [
    ...Object.entries(node.only ?? {}).map(([key, values]) => `${key}: ${values.join(', ')}`),
    ...Object.entries(node.except ?? {}).map(([key, values]) => `not ${key}: ${values.join(', ')}`),
  ].join('; ');

function defaults(node: KeyNode): string {
  if (node.type === 'any')
    return [...new Set(node.any_of.map(defaults))].filter(Boolean).join(', ');
  if (node.type === 'seq') return defaults(node.items);
  return node.type === 'str'
    ? [...new Set(node.defaults?.map(({ value }) => code(value)))].join(', ')
    : '';
}

function remarks(node: KeyNode): string {
  const { summary, aliases, deprecated, flags } = node;
  return [
    summary,
    flags?.includes('expand') && 'Axis of the matrix.',
    aliases && `Also: ${aliases.map(code).join(', ')}.`,
    deprecated && `Deprecated${deprecated === true ? '' : `: ${deprecated.replace(/\.$/, '')}`}.`,
    flags?.includes('edge') && 'Experimental.',
  ]
    .filter(Boolean)
    .join(' ');
}

type Place = YmlKeys['at'];

/** Who defines a key in earnest; the frame of the language is travis-yml's. */
function ownerOf(
  contributions: readonly YmlContribution[],
  places: readonly Place[],
  key: string,
): string {
  const owner = contributions.find(
    ({ keys }) =>
      places.includes(keys.at) &&
      Object.hasOwn(keys.keys, key) &&
      keys.keys[key]?.type !== 'shared',
  );
  return owner?.plugin ?? 'travis-yml';
}

function entry(key: string, node: KeyNode, owner = ''): string {
  const parts = [
    form(node),
    defaults(node) && `default ${defaults(node)}`,
    support(node) && `has effect with ${support(node)}`,
  ].filter(Boolean);
  const end = [remarks(node), owner && `_${owner}_`].filter(Boolean).join(' ');
  return `- **${code(key)}**: ${parts.join('; ')}. ${end}`.trimEnd();
}

/** Keys of the map that may stand there. */
function keysBelow(node: KeyNode): KeyNodes {
  if (node.type === 'map') return node.keys ?? {};
  if (node.type === 'seq') return keysBelow(node.items);
  if (node.type !== 'any') return {};
  return Object.assign({}, ...node.any_of.map(keysBelow)) as KeyNodes;
}

function shown(nodes: KeyNodes): readonly (readonly [string, KeyNode])[] {
  return Object.entries(nodes).filter(([, node]) => !node.flags?.includes('internal'));
}

function section(
  title: string,
  nodes: KeyNodes,
  owner: (key: string) => string,
  isDeep = false,
): string {
  const lines = shown(nodes).flatMap(([key, node]) => [
    entry(key, node, owner(key)),
    ...(isDeep ? shown(keysBelow(node)).map(([name, inner]) => `  ${entry(name, inner)}`) : []),
  ]);
  return `## ${title}\n\n${lines.join('\n')}`;
}

function languages(contributions: readonly YmlContribution[]): string {
  const byName = new Map<string, { aliases: Set<string>; keys: Set<string>; plugin: string }>();
  for (const { plugin, keys } of contributions) {
    if (!keys.language) continue;
    const { value, aliases = [] } = keys.language;
    const known = byName.get(value) ?? { aliases: new Set(), keys: new Set(), plugin };
    for (const alias of aliases) known.aliases.add(alias);
    for (const key of Object.keys(keys.keys)) known.keys.add(key);
    byName.set(value, known);
  }
  const list = [...byName].toSorted(([a], [b]) => a.localeCompare(b));
  const lines = list.map(([name, { aliases, keys, plugin }]) => [
    code(name),
    [...aliases].map(code).join(', '),
    [...keys].map(code).join(', '),
    plugin,
  ]);
  return `## Languages\n\n${table(['language', 'also', 'keys of its own', 'plugin'], lines)}`;
}

/** Nodes that the plugins give below a key, less those that only recognise what another one defines. */
function given(contributions: readonly YmlContribution[], place: Place): KeyNodes {
  const here = contributions.filter(({ keys }) => keys.at === place);
  const earnestLast = here.toSorted(
    (a, b) => Number(b.keys.fallback ?? false) - Number(a.keys.fallback ?? false),
  );
  const entries = earnestLast
    .flatMap(({ keys }) => Object.entries(keys.keys))
    .filter(([, node]) => node.type !== 'shared');
  const nodes = Object.fromEntries(entries) as KeyNodes;
  return Object.fromEntries(Object.entries(nodes).toSorted(([a], [b]) => a.localeCompare(b)));
}

/** What each key of the tree does here; jobs take those of the root, in the same way. */
function actingKeys(contributions: readonly YmlContribution[]): string {
  const rows = keyUses(composeSchema(contributions))
    .filter(({ path }) => path.length > 1 || path[0] !== 'jobs')
    .map(({ path, node, readers, isPart }) => [
      code(path.join('.').replaceAll('.(', ' (').replaceAll(').', '): ')),
      isSaid(node) || isPart ? '' : readers.slice(0, 1).map(code).join(', '),
      fact(node),
    ]);
  const lines = [...new Map(rows.map((row) => [row.join('|'), row])).values()];
  return `## Where each key acts\n\n\`build/checkout\`: plugin, and what in it reads the key. Keys without a reader do nothing here, and whoever uses one is told so by the linter and on the build's page.\n\n${table(['key', 'read by', 'what it does not do'], lines)}`;
}

function fact({ inert, deprecated }: KeyNode): string {
  if (!inert) return typeof deprecated === 'string' ? deprecated : '';
  const lead = { refused: 'Refused: ', limited: 'In part: ', inert: 'Nothing: ' }[
    inert.how ?? 'inert'
  ];
  return `${lead}${inert.why}.${inert.instead ? ` Instead: ${inert.instead}.` : ''}`;
}

/** Markdown. `contributions`: of the plugins that are to be in it, beside the frame. */
export function ymlReference(contributions: readonly YmlContribution[]): string {
  const root = composeSchema(contributions).keys ?? {};
  const owner = (places: readonly Place[]) => (key: string) => ownerOf(contributions, places, key);
  const below = (place: Place, title: string) =>
    section(title, given(contributions, place), owner([place]), true);
  return [
    '# Reference of `.travis.yml`',
    'Written by `npm run generate` from what the shipped plugins contribute. A plugin of yours adds to the linter, the editor schema (`turnpike schema`) and the matrix in the same way.',
    section('Top level', root, owner(['root', 'job'])),
    languages(contributions),
    below('addons', 'Below `addons`'),
    below('deploy', 'Deploy providers'),
    below('services', 'Services'),
    below('notifications', 'Below `notifications`'),
    actingKeys(contributions),
  ].join('\n\n');
}
