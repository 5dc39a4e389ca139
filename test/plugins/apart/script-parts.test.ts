/** Languages, add-ons and deploy providers: the scripts are the same ones, wherever these run. */
import { plugin as build } from '@turnpike/plugin-build';
import { plugin as languages } from '@turnpike/plugin-languages';
import { tokens, type CompiledScript, type Plugin } from '@turnpike/sdk';
import { testPlugin } from '@turnpike/sdk/testing';
import { describe, expect, it } from 'vitest';

const file = (name: string) => new URL(`./field/${name}.mjs`, import.meta.url);
const env = { now: '2026-01-01T00:00:00Z' };
const payloadOf = (config: object) =>
  ({
    config: { language: 'generic', os: 'linux', script: ['true'], ...config },
    repository: { slug: 'ada/engine', source_url: 'https://git.example.org/ada/engine' },
    ssh_key: { value: 'private' },
    job: { id: 1, number: '1.1', branch: 'main', commit: 'abc', ref: 'refs/heads/main' },
    turnpike: { run: 1, cache: { branch: 'main' } },
  }) as never;

async function compiled(name: string, config: object, isApart: boolean): Promise<CompiledScript> {
  const { plugin } = (await import(file(name).href)) as { plugin: Plugin };
  const apart = isApart ? { apart: file(name) } : {};
  const host = await testPlugin(plugin, { plugins: [build, languages], ...apart });
  try {
    expect(host.installed.scopes[0]?.apart?.state).toBe(isApart ? 'running' : undefined);
    return await host.resolve(tokens.scriptCompiler).compile({ payload: payloadOf(config), env });
  } finally {
    await host.stop();
  }
}

describe('a script with a part in a process of its own', () => {
  it.each([
    ['zig', { language: 'zig', script: undefined }, 'zig build test'],
    ['zig', { language: 'zig', zig: "0.11'; echo", cache: { zig: true } }, 'zig fetch'],
    ['zig', { language: 'zig', os: 'osx' }, '0.12'],
    ['wait-for', { addons: { wait_for: { ports: ['5432', "1'; id"] } } }, 'nc -z localhost'],
    ['wait-for', { addons: { wait_for: { ports: ['0'] } } }, 'There is no port 0.'],
    ['zigway', { addons: { deploy: { provider: 'zigway', target: 'a b' } } }, 'zigway push'],
    ['zigway', { addons: { deploy: { provider: 'zigway' } } }, 'target'],
    ['lines', {}, 'echo script generic false'],
  ])('is the same: %s, %j', async (name, config, part) => {
    const inside = await compiled(name, config, false);
    expect(inside.bash).toContain(part);
    expect(await compiled(name, config, true)).toEqual(inside);
  });

  it('says what a step threw, as it does in the server', async () => {
    const config = { language: 'zig', install_fails: true };
    const inside = await compiled('zig', config, false);
    expect(inside.messages[0]).toMatchObject({ level: 'error', code: 'config_unforeseen' });
    expect(await compiled('zig', config, true)).toEqual(inside);
  });
});
