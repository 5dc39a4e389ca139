/** Parts of the reference that come from the types and their words: hooks, events, declarations, slots, words of yml. */
import ts from 'typescript';
import { HOOK_KINDS, type HookKind, type HookName } from '../../../core/src/contracts/index.js';
import { UI_SLOT_PROPERTIES } from '../../../core/src/contracts/wire/system.js';
import { UI_ELEMENTS, type UiElement } from '../../../core/src/contracts/wire/ui-elements.js';
import { table } from '../table.js';
import type { SurfaceExport, SurfaceMember } from './describe-export.js';
import type { Surface, SurfaceEntry } from './read-surface.js';

/** `examples`: source of one by the name of its hook. */
export function typeReference(
  { entries, program }: Surface,
  examples: ReadonlyMap<string, string>,
): readonly string[] {
  const find = (name: string): SurfaceExport => {
    const found = entries.flatMap(({ exports }) => exports).find((one) => one.name === name);
    if (!found) throw new Error(`${name} is exported nowhere`);
    return found;
  };
  const hooks = find('HookArguments').members.map((member) =>
    hook(member, find('Hooks'), examples.get(member.name)),
  );
  const contexts = [...new Set(hooks.flatMap(({ contexts: names }) => names))];
  return [
    `## What hooks are asked with\n\n${hooks.map(({ text }) => text).join('\n\n')}`,
    ...contexts.map((name) => `### ${name}\n\n${find(name).doc}\n\n${members(find(name))}`),
    `## Payloads of events\n\n${events(find('Events'), program)}`,
    ...DECLARATIONS.map((name) => `## ${name}\n\n${find(name).doc}\n\n${members(find(name))}`),
    `## Slots\n\n${slots()}`,
    `## Words of yml\n\n\`@turnpike/sdk/yml\`\n\n${words(entryOf(entries, 'yml'))}`,
    `## Makers\n\n\`@turnpike/sdk\`\n\n${words(entryOf(entries, 'index'))}`,
    `## Test kit\n\n\`@turnpike/sdk/testing\`\n\n${words(entryOf(entries, 'testing'))}`,
    `## Suites\n\n\`@turnpike/sdk/conformance\`\n\n${words(entryOf(entries, 'conformance'))}`,
  ];
}

/** What an author writes and is given. */
const DECLARATIONS = [
  'PluginDefinition',
  'PluginContext',
  'PluginPermissions',
  'Sweep',
  'Route',
  'HttpExchange',
  'HttpResponse',
  'UiContribution',
  'YmlKeys',
];

interface HookText {
  readonly text: string;
  readonly contexts: readonly string[];
}

function hook({ name, text }: SurfaceMember, hooks: SurfaceExport, example?: string): HookText {
  const kind: HookKind = HOOK_KINDS[name as HookName];
  const asked = /\[(.*)\]/s.exec(text)?.[1] ?? '';
  const all = asked.match(/\b[A-Z]\w+/g) ?? [];
  const lines = [
    `### \`${name}\``,
    `Asked by ${kind.askedBy?.join(', ') ?? 'every process'} with \`(${asked})\`; answers \`${answerOf(hooks, name, asked)}\` (${kind.answer}).`,
    ...(example === undefined ? [] : [`\`\`\`js\n${example}\n\`\`\``]),
  ];
  return { text: lines.join('\n\n'), contexts: all.filter((one) => /Context$|Fetch$/.test(one)) };
}

/** Of the hook's type: what bail hooks end with, what waterfalls hand on. */
function answerOf({ members: rooms }: SurfaceExport, name: string, asked: string): string {
  const [room = '', verb = ''] = name.split('.');
  const text = rooms.find((one) => one.name === room)?.text ?? '';
  const type = new RegExp(`readonly ${verb}:\\s*([\\s\\S]*?);`).exec(text)?.[1] ?? '';
  const bail = /\],\s*([\s\S]*)>$/.exec(type)?.[1];
  if (bail !== undefined) return oneLine(bail);
  return type.includes('Waterfall') ? asked : 'nothing';
}

function events({ members: all }: SurfaceExport, program: ts.Program): string {
  const checker = program.getTypeChecker();
  const rows = all.map(({ name, doc, symbol }) => {
    const data = symbol && checker.getTypeOfSymbol(symbol).getProperties();
    const parts = (data ?? []).map((one) => `\`${one.name}: ${writtenType(one)}\``);
    return [`\`${name}\``, firstSentences(doc), parts.join(', ')];
  });
  return table(['event', 'what has happened', 'payload'], rows);
}

/** As the declaration has it: the checker would put out the values of each state, in an order of its own. */
function writtenType({ valueDeclaration }: ts.Symbol): string {
  const { type } = (valueDeclaration ?? {}) as { readonly type?: ts.TypeNode };
  return oneLine(type?.getText() ?? 'unknown');
}

function members({ members: all }: SurfaceExport): string {
  const rows = all.map((one) => [`\`${one.name}\``, `\`${typeOf(one)}\``, oneLine(one.doc)]);
  return table(['member', 'type', 'meaning'], rows);
}

/** As it is written, without its name where that is all there is before the type. */
function typeOf({ name, text }: SurfaceMember): string {
  const plain = oneLine(text.replace(/\/\*\*[\s\S]*?\*\//g, '')).replace(/^readonly /, '');
  const quoted = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return plain.replace(new RegExp(`^['"]?${quoted}['"]?(\\??): `), (_all, mark: string) =>
    mark === '?' ? '? ' : '',
  );
}

function slots(): string {
  const rows = Object.entries(UI_SLOT_PROPERTIES).map(([slot, { place, properties }]) => [
    `\`${slot}\``,
    place,
    [...properties, 'api', 'live', 'text'].map((one) => `\`${one}\``).join(', '),
  ]);
  const words =
    'The element gets these as properties: objects of the API (`WireRepository`, `WireBuild`, `WireJob` of `@turnpike/sdk/client`), and `api(path, init?)`, a `fetch` with the session that answers the JSON or throws, and `live(topic, hearer, { repository }?)`, which hears a topic of the plugin’s own until the element leaves the page or the undo that it answers is called. `hearer` is a function that gets the payload and `{ repository }`, or `{ heard, lost?, refused? }`. `text(words)` answers the plugin’s own words in the reader’s language (`texts` of its declaration).';
  return `${words}\n\n${table(['slot', 'where', 'properties'], rows)}\n\n${elements()}`;
}

function elements(): string {
  const all: readonly (readonly [string, UiElement])[] = Object.entries(UI_ELEMENTS);
  const rows = all.map(([tag, { about, properties, content = '' }]) => [
    `\`${tag}\``,
    about,
    Object.entries(properties)
      .map(([name, what]) => `\`${name}\`: ${what}`)
      .join('; '),
    content,
  ]);
  const words =
    'These elements of the interface are there for those of plugins; `/-/controls` of a server shows them.';
  return `${words}\n\n${table(['element', 'what it is', 'properties', 'within it'], rows)}`;
}

function words({ exports }: SurfaceEntry): string {
  const rows = exports
    .filter((one) => /^export declare (function|const) [a-z]/.test(one.text))
    .map((one) => [`\`${signatureOf(one.text)}\``, one.tags.join(' '), firstSentences(one.doc)]);
  return table(['word', '', 'meaning'], rows);
}

function signatureOf(text: string): string {
  const [first = ''] = text.split('\nexport declare');
  const line = oneLine(first.replace(/^export declare (function|const) /, '').replace(/;$/, ''));
  return line.length > 180 ? `${line.slice(0, 177)}…` : line;
}

function entryOf(entries: readonly SurfaceEntry[], slug: string): SurfaceEntry {
  const found = entries.find((one) => one.slug === slug);
  if (!found) throw new Error(`There is no entry ${slug}`);
  return found;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Up to the first empty line. */
function firstSentences(doc: string): string {
  return oneLine(doc.split('\n\n')[0] ?? '');
}
