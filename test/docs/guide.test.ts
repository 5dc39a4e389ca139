import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examplesOf, writeExamples } from './examples.js';

const root = new URL('../../', import.meta.url).pathname;
/** Within the tree, so that the examples find the packages; not committed. */
const folder = join(root, 'test/docs/guide');
const examples = examplesOf(join(root, 'sdk/README.md'));
writeExamples(examples, folder);

describe('the examples of the SDK guide', () => {
  it('are there', () => {
    expect(examples.length).toBeGreaterThan(8);
  });

  it('compile', () => {
    const config = join(folder, 'tsconfig.json');
    writeFileSync(
      config,
      JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts'], exclude: [] }),
    );
    execFileSync(
      process.execPath,
      [join(root, 'node_modules/typescript7/bin/tsc'), '--noEmit', '-p', config],
      { stdio: 'pipe', encoding: 'utf8' },
    );
  }, 300_000);
});

for (const { name } of examples.filter(({ name }) => /\.test\.[jt]s$/.test(name))) {
  await import(join(folder, name));
}
