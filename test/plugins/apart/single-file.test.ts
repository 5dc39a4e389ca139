/** One file of JavaScript beside the configuration, with no package around it: it has the platform's SDK there too. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { turnpike } from '../../support/process.js';

const source = (id: string): string => `import { definePlugin } from '@turnpike/sdk';
const no = { rule: '${id}', message: 'No.' };
export const plugin = definePlugin({
  id: '${id}',
  summary: 'Refuses.',
  permissions: { hooks: ['request.accept'] },
  taps: ({ hooks: { request } }) => request.accept.tap('${id}', () => no),
});
`;

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'turnpike-single-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(['js', 'mjs'])(
  'runs in a process of its own, and beside one that does not: %s',
  (ending) => {
    const ids = ['apart', 'within'];
    for (const id of ids) writeFileSync(join(folder, `${id}.${ending}`), source(id));
    const values = {
      dataDir: join(folder, 'data'),
      plugins: ['...', ...ids.map((id) => `./${id}.${ending}`)],
      isolation: { apart: 'process' },
    };
    // JSON is YAML.
    const file = join(folder, `${ending}.yml`);
    writeFileSync(file, JSON.stringify(values));
    const args = [turnpike, 'plugin', 'list', '--json', '--config', file];
    const printed = execFileSync(process.execPath, args, { encoding: 'utf8' });
    const plugins = JSON.parse(printed) as readonly { readonly id: string }[];
    const told = (id: string) => plugins.find((one) => one.id === id);
    expect(told('apart')).toMatchObject({ runs: true, failure: null, isolation: 'process' });
    expect(told('within')).toMatchObject({ runs: true, failure: null, isolation: 'none' });
  },
);
