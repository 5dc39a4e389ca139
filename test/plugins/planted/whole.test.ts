/** Mistakes that show when a module is loaded, or beside other plugins: the one at fault is left out and named. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootHost } from '@turnpike/core';
import type { Logger } from '@turnpike/core/contracts';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { planHost } from '../../../core/src/host/plan.js';
import { dataDir } from '../../support/data-dir.js';

const folder = mkdtempSync(join(tmpdir(), 'turnpike-planted-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const hosts: Awaited<ReturnType<typeof bootHost>>[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop({ force: true });
});

const values = {
  dataDir,
  bus: { url: 'memory' },
  database: { url: 'none' },
  http: { port: 0, host: '127.0.0.1' },
};
const quiet = (): void => undefined;
const log: Logger = { debug: quiet, info: quiet, warn: quiet, error: quiet, child: () => log };
const plugin = (members: string): string =>
  `export const plugin = { kind: 'turnpike-plugin', definition: { ${members} } };\n`;
const fine = plugin(`id: 'fine', summary: 'Runs.', sdk: '*',
  offers: [{ kind: 'single', name: 'test.number' }],
  provides: () => [{ token: { kind: 'single', name: 'test.number' }, value: 1 }],
  yml: [{ at: 'root', keys: { zig: { type: 'str' } } }]`);
const planted = (members: string): string =>
  plugin(`id: 'planted', summary: 'Is wrong.', ${members}`);

interface Whole {
  readonly what: string;
  readonly module: string;
  readonly says: RegExp;
  /** What it guards. */
  readonly refuses?: readonly string[];
}
const SEVERAL = ['request.accept', 'access.decide', 'job.payload'];
const mistakes: readonly Whole[] = [
  {
    what: 'a syntax error',
    module: 'export const plugin = {;',
    says: /cannot be imported: .*(Unexpected|syntax)/,
    refuses: SEVERAL,
  },
  {
    what: 'a throw on import',
    module: "throw new Error('boom on import')",
    says: /boom on import/,
    refuses: SEVERAL,
  },
  {
    what: 'a module that is missing',
    module: "import './absent.mjs';",
    says: /absent\.mjs/,
    refuses: SEVERAL,
  },
  {
    what: 'no export',
    module: 'export const other = 1;',
    says: /neither `plugin` nor `plugins`/,
    refuses: SEVERAL,
  },
  {
    what: 'a default export alone',
    module: 'export default {};',
    says: /neither `plugin` nor `plugins`/,
    refuses: SEVERAL,
  },
  {
    what: 'a plain object',
    module: 'export const plugin = { id: 1 };',
    says: /definePlugin/,
    refuses: SEVERAL,
  },
  { what: 'null', module: 'export const plugin = null;', says: /no plugin/, refuses: SEVERAL },
  { what: 'no summary', module: plugin("id: 'planted'"), says: /no summary/ },
  { what: 'an id in capitals', module: plugin("id: 'Planted', summary: 'x'"), says: /kebab-case/ },
  {
    what: 'an id of the core',
    module: plugin("id: 'http', summary: 'x'"),
    says: /key of the core/,
  },
  {
    what: 'a member that there is not',
    module: planted('route: () => []'),
    says: /Did you mean "routes"/,
  },
  {
    what: 'a member of another type',
    module: planted('start: 5'),
    says: /start must be a function/,
  },
  { what: 'provides without offers', module: planted('provides: () => []'), says: /offers/ },
  {
    what: 'taps in a declaration that is malformed',
    module: planted("routes: [], permissions: { hooks: ['job.limit'] }, taps: () => undefined"),
    says: /routes must be a function/,
    refuses: ['job.limit'],
  },
  {
    what: 'the id of another plugin',
    module: plugin("id: 'fine', summary: 'Me too.'"),
    says: /Two plugins are called fine/,
  },
  {
    what: 'a range of SDK versions that is none',
    module: planted("sdk: 'latest'"),
    says: /asks for SDK latest/,
  },
  { what: 'a range of later SDK versions', module: planted("sdk: '^9'"), says: /asks for SDK \^9/ },
  {
    what: 'a key that another has',
    module: planted("yml: [{ at: 'root', keys: { zig: { type: 'bool' } } }]"),
    says: /fine and planted define the key zig/,
  },
  {
    what: 'a notifier whose short form is lost',
    module: planted(
      "yml: [{ at: 'notifications', keys: { dove: { type: 'seq', items: { type: 'str' } } } }]",
    ),
    says: /notifications\.dove would reach the notifier empty/,
  },
  {
    what: 'a token that nobody provides',
    module: planted("requires: { a: { kind: 'single', name: 'test.absent' } }"),
    says: /test\.absent, which nothing provides/,
  },
  {
    what: 'a token that another provides',
    module: planted("offers: [{ kind: 'single', name: 'test.number' }], provides: () => []"),
    says: /test\.number is provided by fine and by planted/,
  },
  {
    what: "a token of the platform's",
    module: planted("offers: [{ kind: 'single', name: 'events' }], provides: () => []"),
    says: /events is provided by core and by planted/,
  },
  {
    what: 'a token of its own that it requires',
    module: `const a = { kind: 'single', name: 'test.a' }, b = { kind: 'single', name: 'test.b' };
      const one = (id, requires, offers) => ({ kind: 'turnpike-plugin', definition: { id, summary: 'x', requires: { it: requires }, offers: [offers], provides: () => [] } });
      export const plugins = [one('planted', a, b), one('other', b, a)];`,
    says: /circle: planted → other → planted/,
  },
];

describe('a plugin that is wrong beside others', () => {
  it.each(mistakes)('is left out and named: $what', async ({ what, module, says, refuses }) => {
    const names = [join(folder, 'fine.mjs'), join(folder, `${what.replaceAll(/\W+/g, '-')}.mjs`)];
    writeFileSync(names[0]!, fine);
    writeFileSync(names[1]!, module);
    const options = { dir: null, values, log, plugins: names, allTaps: true };
    const plan = await planHost(options);
    expect(plan.problems).toEqual([]);
    const faults = [...plan.faults.values()].flat();
    expect(faults.map(({ message }) => message).join('\n')).toMatch(says);
    for (const { details } of faults) expect(details.wayOut).toMatch(/\S{3}/);
    const host = await bootHost(options);
    hosts.push(host);
    expect(host.installed.running).toEqual(['fine']);
    const failed = host.installed.scopes.filter(({ state }) => state === 'failed');
    expect(failed.map(({ failure }) => failure).join('\n')).toMatch(says);
    expect(failed.flatMap((scope) => scope.refuses)).toEqual(
      refuses === SEVERAL ? expect.arrayContaining(SEVERAL) : (refuses ?? []),
    );
    expect((await host.installed.facts()).map(({ id }) => id)).toContain(
      `plugin-${failed[0]?.plugin}`,
    );
  });
});
