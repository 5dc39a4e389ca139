/** A whole platform that builds, with a veto, a language and lines of scripts from processes of their own. */
import { fileURLToPath } from 'node:url';
import { testPlatform, type TestPlatform, type TestProject } from '@turnpike/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const file = (name: string) => fileURLToPath(new URL(`./field/${name}.mjs`, import.meta.url));

let platform: TestPlatform;
let project: TestProject;
beforeAll(async () => {
  platform = await testPlatform({
    plugins: ['quiet-hours', 'zig', 'lines'].map(file),
    config: { isolation: 'process', 'quiet-hours': { branches: ['night'] } },
  });
  const config = '{ language: zig, zig: 0.14, install: true, script: "echo zig is $ZIG_VERSION" }';
  project = await platform.project({ '.travis.yml': config });
}, 300_000);
afterAll(() => platform?.stop({ force: true }));

describe('a platform with plugins in processes of their own', () => {
  it('builds in a language of theirs', async () => {
    expect(project.first.state).toBe('passed');
    expect(await project.logs(project.first)).toContain('zig is 0.14');
    const apart = platform.installed.scopes.filter((scope) => scope.apart);
    expect(apart.map((scope) => [scope.plugin, scope.apart?.restarts])).toEqual([
      ['quiet-hours', 0],
      ['language-zig', 0],
      ['lines', 0],
    ]);
  });

  it('refuses what they refuse, and goes on when one of them ends', async () => {
    await project.repository.git('checkout', '-q', '-b', 'night');
    await expect(project.build({}, { branch: 'night' })).rejects.toThrow('rests now');
    const { apart } = platform.installed.scopes.find(({ plugin }) => plugin === 'language-zig')!;
    process.kill(apart!.pid!, 'SIGKILL');
    await project.repository.git('checkout', '-q', 'main');
    const again = await project.build({ 'other.txt': 'more' });
    expect(again.state).toBe('passed');
    expect(await project.logs(again)).toContain('zig is 0.14');
  }, 120_000);
});
