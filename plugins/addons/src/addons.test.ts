import type { AddonHook, BuildContext } from '@turnpike/sdk';
import { flatten, Shell, type FlatCommand, type Hash } from '@turnpike/sdk/shell';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addons } from './addons.js';

const root = new URL('./', import.meta.url).pathname;
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
  .map(({ name }) => name);

function contextOf(given: Hash = {}): BuildContext {
  const config = { os: 'linux', language: 'generic', ...given };
  return {
    payload: {
      config,
      repository: { slug: 'acme/rocket', default_branch: 'main' },
      job: { id: 5, number: '3.1', branch: 'main', secure_env_enabled: true },
      build: { id: 3, number: 3 },
      ...(given['paranoid'] ? { paranoid: true } : {}),
      ...(given['pull_request'] ? { job: { id: 5, branch: 'main', pull_request: 9 } } : {}),
    },
    env: {
      now: '2024-03-01T12:00:00Z',
      aptSafelist: ['curl'],
      aptSources: { known: { sourceline: 'deb http://x y z', key_url: 'http://x/key' } },
    },
    config,
    given: config,
    language: 'generic',
    os: config.os as string,
    dist: 'jammy',
    arch: 'amd64',
    caches: () => false,
    cacheAdd: () => undefined,
    hasCacheStorage: false,
    warn: () => undefined,
  };
}

function run(id: string, hook: AddonHook, options: unknown, given: Hash = {}): FlatCommand[] {
  const sh = new Shell('x');
  addons.find((addon) => addon.id === id)?.hooks[hook]?.(sh, options, contextOf(given));
  return flatten('x', sh.nodes);
}

function texts(commands: readonly FlatCommand[], kind = 'cmd'): string[] {
  return commands.filter((command) => command.kind === kind).map(({ cmd }) => cmd);
}

describe('all add-ons', () => {
  it('are those of the folders', () => {
    expect(addons.map(({ id }) => id).toSorted()).toEqual(folders.toSorted());
  });

  it.each(addons.map((addon) => [addon.id, addon] as const))(
    '%s survives any options',
    (_id, addon) => {
      for (const options of [
        true,
        'x',
        ['x', 'y'],
        { a: 1 },
        3,
        [{ name: 'x' }],
        { packages: { a: 'b' } },
      ]) {
        for (const hook of Object.values(addon.hooks)) {
          expect(() => hook(new Shell('x'), options, contextOf())).not.toThrow();
        }
      }
    },
  );
});

describe('apt', () => {
  it('installs all packages by one command, quoted', () => {
    const [install] = texts(run('apt', 'before_prepare', { packages: ['a', 'b c'] })).slice(-2);
    expect(install).toMatch(/^sudo -E apt-get -yq .* install a b\\ c$/);
  });

  it('installs nothing that a machine of others has, and asks for what it lacks', () => {
    const sh = new Shell('x');
    const apt = addons.find(({ id }) => id === 'apt');
    const ctx = contextOf();
    const shared = { ...ctx, env: { ...ctx.env, isolation: 'none' as const } };
    apt?.hooks.before_prepare?.(sh, ['a=1.2', 'b c'], shared);
    const [fold] = sh.nodes;
    expect(fold).toMatchObject({ type: 'fold', nodes: [{ type: 'if' }] });
    const [choice] = (fold as unknown as { nodes: { branches: { cond: string }[] }[] }).nodes;
    expect(choice?.branches[0]?.cond).toMatch(/ a b\\ c 2>\/dev\/null .*-eq 2$/);
    expect(choice?.branches[1]?.cond).toContain('EUID -ne 0');
  });

  it('adds known sources and lines, and names unknown ones', () => {
    const commands = run('apt', 'before_prepare', {
      sources: ['known', 'nope', { sourceline: 'ppa:a/b' }],
    });
    expect(texts(commands).join('\n')).toContain('sudo -E apt-add-repository -y "ppa:a/b"');
    expect(texts(commands).join('\n')).toContain('echo "deb http://x y z" | sudo tee -a');
    expect(texts(commands, 'echo').join('\n')).toContain('Disallowing sources: nope');
  });

  it('keeps to the list in jobs without sudo', () => {
    const commands = run(
      'apt',
      'before_prepare',
      { packages: ['curl', 'other'] },
      { paranoid: true },
    );
    expect(texts(commands).join('\n')).toMatch(/install curl$/m);
    expect(texts(commands, 'echo')).toContain('Disallowing packages: other');
  });

  it('does nothing elsewhere', () => {
    expect(run('apt', 'before_prepare', { packages: ['a'] }, { os: 'osx' })).toEqual([]);
  });
});

describe('artifacts', () => {
  it('hands paths and places to the uploader', () => {
    const exported = texts(
      run('artifacts', 'after_after_script', { paths: ['a', 'b/*.c'], bucket: 'x' }),
      'export',
    );
    expect(exported).toContain('ARTIFACTS_PATHS="a:b/*.c"');
    expect(exported).toContain('ARTIFACTS_TARGET_PATHS="acme/rocket/3/3.1"');
    expect(exported).toContain('ARTIFACTS_BUCKET="x"');
  });

  it('are not for pull requests', () => {
    const commands = run('artifacts', 'after_after_script', true, { pull_request: true });
    expect(texts(commands, 'echo')).toEqual(['Artifacts support disabled for pull requests']);
  });
});

describe('jwt', () => {
  it('exports a signed token in place of the secret', () => {
    const [first] = texts(run('jwt', 'before_before_install', 'KEY=top-secret'), 'export');
    const [head, claims, signature] = (first ?? '').replace('KEY=', '').split('.');
    expect(JSON.parse(Buffer.from(head ?? '', 'base64url').toString())).toEqual({
      typ: 'JWT',
      alg: 'HS256',
    });
    expect(JSON.parse(Buffer.from(claims ?? '', 'base64url').toString())).toMatchObject({
      slug: 'acme/rocket',
      exp: 1709299800,
    });
    expect(signature).toHaveLength(43);
    expect(first).not.toContain('top-secret');
  });
});

describe('others', () => {
  it('homebrew is for macOS', () => {
    expect(run('homebrew', 'before_before_install', { packages: ['jq'] })).toEqual([]);
    const commands = run(
      'homebrew',
      'before_before_install',
      { packages: ['jq'], update: true },
      { os: 'osx' },
    );
    expect(texts(commands)).toEqual(['brew update 1>/dev/null', 'brew bundle --verbose --global']);
    const words = { update: 'no', brewfile: 'true' };
    expect(texts(run('homebrew', 'before_before_install', words, { os: 'osx' }))).toEqual([
      'brew bundle --verbose',
    ]);
  });

  it('firefox refuses versions that are none', () => {
    expect(texts(run('firefox', 'after_prepare', '60.0esr'), 'export')[0]).toContain(
      'product=firefox-60.0esr&',
    );
    expect(texts(run('firefox', 'after_prepare', '$(id)'), 'echo')[0]).toContain('Invalid version');
  });

  it('ssh_known_hosts skips what is no host', () => {
    const commands = run('ssh_known_hosts', 'before_checkout', ['a.example:22', 'b c']);
    expect(texts(commands)).toEqual([
      'ssh-keyscan -p 22 -H a.example 2>&1 | tee -a ${TRAVIS_HOME}/.ssh/known_hosts',
    ]);
    expect(texts(commands, 'echo')[1]).toContain('Skipping malformed host');
  });

  it('retired ones say so', () => {
    for (const id of ['blender', 'srcclr', 'tensor_flow']) {
      expect(texts(run(id, 'before_prepare', true), 'echo')[0]).toContain('does nothing any more');
    }
  });
});
