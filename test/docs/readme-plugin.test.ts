/** README's first plugin: at most ten lines as they are formatted, and it does what it says. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requestContext, testPlatform } from '@turnpike/sdk/testing';
import { format, resolveConfig } from 'prettier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/root.js';
import { examplesOf, writeExamples } from './examples.js';

const [first] = examplesOf(join(root, 'README.md'));

describe("README's first plugin", () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'readme-'));
    writeExamples(first ? [first] : [], folder);
    // A server lends it its SDK; this test runs in vitest, which does not.
    mkdirSync(join(folder, 'node_modules/@turnpike'), { recursive: true });
    symlinkSync(join(root, 'sdk'), join(folder, 'node_modules/@turnpike/sdk'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is at most ten lines, as they are formatted', async () => {
    const settings = await resolveConfig(join(root, 'README.md'));
    const source = `// ${first?.name}\n${first?.source}`;
    expect(await format(source, { ...settings, parser: 'babel' })).toBe(source);
    expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
  });

  it('keeps branches of work in progress from being built, and builds the others', async () => {
    const platform = await testPlatform({ plugins: [join(folder, first?.name ?? '')] });
    try {
      const files = { '.travis.yml': '{ language: shell, script: echo built }' };
      const project = await platform.project(files);
      expect(project.first.state).toBe('passed');
      await project.repository.git('checkout', '-q', '-b', 'wip/idea');
      const refused = project.build({}, { branch: 'wip/idea' });
      await expect(refused).rejects.toThrow('rename the branch');
      const { request } = platform.hooks;
      expect(await request.accept.promise(requestContext({ branch: 'topic' }))).toBeUndefined();
    } finally {
      await platform.stop({ force: true });
    }
  });
});
