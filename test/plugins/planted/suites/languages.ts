/** A language that keeps its contract, and mistakes in it. */
import { versionOf, type LanguageDefinition } from '@turnpike/sdk';
import { q } from '@turnpike/sdk/shell';
import type { PlantedIn } from './broken-by.js';

export const zig: LanguageDefinition = {
  id: 'zig',
  summary: 'Zig.',
  matrix: ['zig'],
  defaults: { zig: '0.13' },
  setup: (sh, ctx) => sh.cmd(q`zigup ${versionOf(ctx, 'zig')}`),
  export: (sh, ctx) => sh.export('ZIG', q`${versionOf(ctx, 'zig')}`),
  script: (sh) => sh.cmd('zig build test'),
};
const text = { type: 'str' } as const;
const axis = {
  type: 'any',
  flags: ['expand'],
  any_of: [{ type: 'seq', items: text }, text],
} as const;
let calls = 0;

export const plantedLanguages: readonly PlantedIn<Partial<LanguageDefinition>>[] = [
  {
    what: 'a value unquoted in a command',
    at: 'ShellBuilder',
    flaw: { setup: (sh, ctx) => sh.cmd(`zigup ${versionOf(ctx, 'zig')}`) },
  },
  {
    what: 'a value unquoted in a variable',
    at: 'ShellBuilder',
    flaw: { export: (sh, ctx) => sh.export('ZIG', versionOf(ctx, 'zig')) },
  },
  {
    what: 'a value between double quotes',
    at: 'ShellBuilder',
    flaw: { setup: (sh, ctx) => sh.cmd(`zigup "${versionOf(ctx, 'zig')}"`) },
  },
  {
    what: 'a value unquoted in a condition',
    at: 'ShellBuilder',
    flaw: { setup: (sh, ctx) => void sh.if(`${versionOf(ctx, 'zig')} = 1`, () => sh.cmd('true')) },
  },
  {
    what: 'an unquoted image',
    at: 'ShellBuilder',
    flaw: { setup: (sh, ctx) => sh.cmd(`docker pull zig:${versionOf(ctx, 'zig')}`) },
  },
  {
    what: 'a quote that is not closed',
    at: 'ShellBuilder.cmd',
    flaw: { script: (sh) => sh.cmd('zig build "test') },
  },
  {
    what: 'a bracket that is not closed',
    at: 'ShellBuilder.cmd',
    flaw: { script: (sh) => sh.cmd('(cd src && zig build') },
  },
  {
    what: 'no default of what it mentions',
    at: 'LanguageDefinition.defaults',
    flaw: { defaults: {}, setup: (sh, ctx) => sh.cmd(q`zigup ${String(ctx.config['zig'])}`) },
  },
  {
    what: 'a default beside its axis',
    at: 'LanguageDefinition.defaults',
    flaw: { defaults: { zgi: '0.13' } },
  },
  {
    what: 'an axis without a key of .travis.yml',
    at: 'LanguageDefinition.matrix',
    flaw: { matrix: ['zig', 'zls'], yml: { keys: { zig: axis } } },
  },
  {
    what: 'a key that expands and is no axis',
    at: 'LanguageDefinition.matrix',
    flaw: { yml: { keys: { zig: axis, zls: axis } } },
  },
  {
    what: 'a parent that there is not',
    at: 'LanguageDefinition.parent',
    flaw: { parent: 'clang' },
  },
  { what: 'itself for a parent', at: 'LanguageDefinition.parent', flaw: { parent: 'zig' } },
  { what: 'an axis twice', at: 'LanguageDefinition.id', flaw: { matrix: ['zig', 'zig'] } },
  { what: 'an id in capitals', at: 'LanguageDefinition.id', flaw: { id: 'Zig' } },
  {
    what: 'steps by chance',
    at: 'ScriptStep',
    flaw: { script: (sh) => sh.cmd(`zig build test --seed ${calls++}`) },
  },
  {
    what: 'a step that throws where a key is a list',
    at: 'ScriptStep',
    flaw: { script: (sh, ctx) => sh.cmd(q`zig ${(ctx.config['zig'] as string).trim()}`) },
  },
  {
    what: 'a cache slug by chance',
    at: 'LanguageDefinition.cacheSlug',
    flaw: { cacheSlug: () => [`zig-${calls++}`] },
  },
];
