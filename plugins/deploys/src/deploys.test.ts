import type { BuildContext } from '@turnpike/sdk';
import { flatten, printNodes, Shell, type FlatCommand, type Hash } from '@turnpike/sdk/shell';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deploys } from './deploys.js';

const root = new URL('./', import.meta.url).pathname;
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
  .map(({ name }) => name);

const context = {} as BuildContext; // no provider reads the job: all it needs is in the environment

function shellOf(id: string, options: Hash): Shell {
  const sh = new Shell('after_success', { assert: true, echo: true, timing: true });
  const deploy = deploys.find((item) => item.id === id);
  deploy?.install?.(sh, options, context);
  deploy?.run(sh, options, context);
  return sh;
}

function shownBy(id: string, options: Hash): string[] {
  const isShown = ({ kind, echo }: FlatCommand): boolean => kind === 'cmd' && Boolean(echo);
  return flatten('x', shellOf(id, options).nodes)
    .filter(isShown)
    .map(({ cmd, echo }) => (typeof echo === 'string' ? echo : cmd));
}

const hostile = '"; touch /tmp/owned; `id`\\';

describe('all providers', () => {
  it('are those of the folders', () => {
    expect(deploys.map(({ id }) => id).toSorted()).toEqual(folders.toSorted());
  });

  it.each(deploys.map(({ id }) => id))('%s makes valid bash of any options', (id) => {
    const names = [
      'script',
      'bucket',
      'file',
      'token',
      'site',
      'app',
      'api',
      'target',
      'source',
      'function_name',
    ];
    for (const value of ['plain', hostile, ['a', 'b c'], true]) {
      if (id === 'script' && value === hostile) continue; // a script is shell by its nature
      const options = Object.fromEntries(names.map((name) => [name, value]));
      const text = printNodes(shellOf(id, options).nodes);
      expect(spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' }).stderr, text).toBe('');
    }
  });

  it.each(deploys.filter(({ id }) => id !== 'script').map(({ id }) => id))(
    '%s shows no secret',
    (id) => {
      const secrets = [
        'token',
        'api_key',
        'api_token',
        'password',
        'auth',
        'secret_access_key',
        'access_key_id',
      ];
      const options = Object.fromEntries(secrets.map((name) => [name, 'hidden-value']));
      expect(
        shownBy(id, { bucket: 'b', username: 'u', target: 't', ...options }).join('\n'),
      ).not.toContain('hidden-value');
    },
  );
});

describe('a provider', () => {
  it('runs the script', () => {
    expect(shownBy('script', { script: './deploy.sh --to $WHERE' })).toEqual([
      './deploy.sh --to $WHERE',
    ]);
  });

  it('copies to a bucket', () => {
    expect(
      shownBy('s3', { bucket: 'b', local_dir: 'out', upload_dir: '/x', acl: 'public_read' }),
    ).toEqual([
      'aws s3 cp "out" "s3://b/x" --recursive --acl "public-read" --exclude "*/.*" --exclude ".*"',
    ]);
  });

  it('publishes a package', () => {
    expect(shownBy('npm', { api_token: '$T', tag: 'next' })).toEqual([
      'npm publish --registry "$travis_registry" --tag "next"',
    ]);
  });

  it('uploads files of a release', () => {
    const shown = shownBy('releases', { token: '$T', file: ['a.tgz', 'b c.zip'], draft: true });
    expect(shown[0]).toMatch(/^gh release create "\$travis_tag" .* --draft$/);
    expect(shown[1]).toBe(
      'gh release upload "$travis_tag" "a.tgz" "b c.zip" --repo "$travis_repo"',
    );
  });

  it('pushes a site', () => {
    expect(shownBy('pages', { token: '$T', local_dir: 'site', target_branch: 'web' })).toEqual([
      'git add --all .',
      'git commit -m "Deploy $TRAVIS_REPO_SLUG at $TRAVIS_COMMIT"',
      'git push --force $travis_site_url "web"',
    ]);
  });
});
