import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RepoAccess, Repository, VcsCredential } from '@turnpike/sdk';
import {
  createOutbound,
  createTestRepository,
  repositoryRecord,
  startGitServer,
  type GitServer,
  type TestRepository,
} from '@turnpike/sdk/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gitError } from './git-error.js';
import { ObjectReaders } from './object-readers.js';
import { createGitProvider } from './provider.js';

let origin: TestRepository;
let folder: string;
let servers: GitServer[] = [];
let readers: ObjectReaders;

beforeEach(async () => {
  readers = new ObjectReaders();
  origin = await createTestRepository();
  folder = await mkdtemp(join(tmpdir(), 'turnpike-vcs-'));
});
afterEach(async () => {
  readers.close();
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
  await origin.remove();
  await rm(folder, { recursive: true, force: true });
});

function provider(allow: readonly string[] = ['127.0.0.1'], local = true) {
  return createGitProvider({
    readers,
    outbound: createOutbound({ allow }),
    mirrors: join(folder, 'mirrors'),
    knownHosts: join(folder, 'known_hosts'),
    local,
  });
}

function access(
  cloneUrl = origin.path,
  credential: VcsCredential | null = null,
  patch: Partial<Repository> = {},
): RepoAccess {
  return { repository: repositoryRecord({ cloneUrl, ...patch }), credential };
}

/** The same repository, reached over HTTP. */
async function remote(auth?: string): Promise<string> {
  const root = dirname(dirname(origin.path));
  const server = await startGitServer(root, auth ? { auth } : {});
  servers.push(server);
  return `${server.url}/owner/repo/.git`;
}

const kinds = ['local', 'remote'] as const;
const place = async (kind: (typeof kinds)[number]) =>
  kind === 'local' ? origin.path : await remote();

describe.each(kinds)('a %s repository', (kind) => {
  it('reads files and commits', async () => {
    const first = await origin.commit('one', { '.travis.yml': 'script: true\n', 'a b.txt': '1' });
    const second = await origin.commit('two\n\nbody ü', { 'dir/ä.txt': '2' });
    const [git, r] = [provider(), access(await place(kind))];
    expect(await git.file(r, '.travis.yml', first)).toBe('script: true\n');
    expect(await git.file(r, './dir/../dir/ä.txt', 'main')).toBe(undefined);
    expect(await git.file(r, 'dir/ä.txt', 'main')).toBe('2');
    expect(await git.file(r, 'dir/ä.txt', first)).toBe(undefined);
    expect(await git.file(r, 'dir', 'main')).toBe(undefined);
    expect(await git.file(r, '.travis.yml', 'nowhere')).toBe(undefined);
    expect(await git.commit(r, 'refs/heads/main')).toEqual({
      sha: second,
      message: 'two\n\nbody ü',
      authorName: 'Ada',
      authorEmail: 'ada@example.com',
      committerName: 'Grace',
      committerEmail: 'grace@example.com',
      committedAt: 1_700_000_120_000,
      compareUrl: null,
    });
    expect(await git.commit(r, 'f'.repeat(40))).toBe(undefined);
  });

  it('knows what a ref leads to now, and which commit is older', async () => {
    const first = await origin.commit('one', { a: '1' });
    const second = await origin.commit('two', { a: '2' });
    await origin.git('checkout', '--quiet', '-b', 'side', first);
    const side = await origin.commit('side', { b: '1' });
    await origin.git('tag', '-a', 'v1', '-m', 'annotated', first);
    const [git, r] = [provider(), access(await place(kind))];
    expect(await git.head?.(r, 'refs/heads/main')).toBe(second);
    expect(await git.head?.(r, 'refs/tags/v1')).toBe(first);
    expect(await git.head?.(r, 'refs/heads/mai')).toBe(null);
    expect(await git.isAncestor?.(r, first, second)).toBe(true);
    expect(await git.isAncestor?.(r, second, second)).toBe(true);
    expect(await git.isAncestor?.(r, second, first)).toBe(false);
    expect(await git.isAncestor?.(r, side, second)).toBe(false);
    expect(await git.isAncestor?.(r, 'f'.repeat(40), second)).toBe(undefined);
  });

  it('at first sight finds only the head of the default branch', async () => {
    const main = await origin.commit('one', { a: '1' });
    await origin.git('branch', 'other');
    await origin.git('tag', 'v1');
    const [git, r] = [provider(), access(await place(kind))];
    const { events, cursor } = await git.missed(r, null);
    expect(events.map(({ event }) => event)).toMatchObject([
      {
        kind: 'push',
        ref: 'refs/heads/main',
        branch: 'main',
        tag: null,
        sha: main,
        beforeSha: null,
      },
    ]);
    expect(await git.missed(r, cursor)).toMatchObject({ events: [], cursor });
  });

  it('finds new, moved, rewound and deleted refs, each once', async () => {
    const one = await origin.commit('one', { a: '1' });
    await origin.git('branch', 'gone');
    const [git, r] = [provider(), access(await place(kind))];
    const start = await git.missed(r, null);
    const two = await origin.commit('two', { a: '2' });
    await origin.git('branch', 'feature/x');
    await origin.git('tag', '-a', 'v1', '-m', 'first');
    await origin.git('branch', '-D', 'gone');
    const next = await git.missed(r, start.cursor);
    expect(next.events.map(({ event }) => event)).toMatchObject([
      { kind: 'push', branch: 'feature/x', sha: two, beforeSha: null },
      { kind: 'push', branch: 'main', sha: two, beforeSha: one },
      { kind: 'branch_deleted', name: 'gone' },
      { kind: 'push', ref: 'refs/tags/v1', branch: 'v1', tag: 'v1', sha: two },
    ]);
    await origin.git('reset', '--hard', '--quiet', one);
    const last = await git.missed(r, next.cursor);
    expect(last.events.map(({ event }) => event)).toMatchObject([
      { kind: 'push', branch: 'main', sha: one, beforeSha: two },
    ]);
    const guids = [...next.events, ...last.events].map((event) => event.guid);
    expect(new Set(guids).size).toBe(guids.length);
  });

  it('tells of a flood of refs in portions and loses none', async () => {
    await origin.commit('one', { a: '1' });
    const [git, r] = [provider(), access(await place(kind))];
    let { cursor } = await git.missed(r, null);
    const names = Array.from({ length: 120 }, (_, index) => `branch-${index}`);
    for (const name of names)
      await writeFile(join(origin.path, '.git/refs/heads', name), `${await head()}\n`);
    const found: string[] = [];
    for (let look = 0; look < 4; look++) {
      const answer = await git.missed(r, cursor);
      cursor = answer.cursor;
      expect(answer.events.length).toBeLessThanOrEqual(50);
      for (const { event } of answer.events) if (event.kind === 'push') found.push(event.branch);
    }
    expect(found.sort()).toEqual(names.sort());
  });
});

const head = () => origin.git('rev-parse', 'HEAD');

describe('a remote repository', () => {
  it('still reads a commit that a forced push left behind', async () => {
    await origin.commit('one', { a: '1' });
    const url = await remote();
    const lost = await origin.commit('lost', { a: 'lost' });
    await origin.git('reset', '--hard', '--quiet', 'HEAD~1');
    expect(await provider().file(access(url), 'a', lost)).toBe('lost');
  });

  it('sends the credential, keeps it out of the mirror, and names a refusal', async () => {
    await origin.commit('one', { a: '1' });
    const url = await remote('x-access-token:s3cret');
    const token: VcsCredential = { kind: 'token', token: 's3cret' };
    expect(await provider().file(access(url, token), 'a', 'main')).toBe('1');
    await expect(provider().file(access(url, null, { id: 2 }), 'a', 'main')).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_REFUSED',
    });
    const inUrl = url.replace('http://', 'http://x-access-token:s3cret@');
    expect(await provider().file(access(inUrl, null, { id: 3 }), 'a', 'main')).toBe('1');
    const mirrors = await import('node:child_process')
      .then(({ execFileSync }) =>
        execFileSync('grep', ['-rl', 's3cret', folder], { encoding: 'utf8', stdio: 'pipe' }),
      )
      .catch(() => '');
    expect(mirrors).toBe('');
  });

  it('shares fetches among many readers at once', async () => {
    const sha = await origin.commit('one', { a: '1' });
    const url = await remote();
    const git = provider();
    const texts = await Promise.all(
      Array.from({ length: 12 }, (_, i) => git.file(access(url), 'a', i % 2 ? 'main' : sha)),
    );
    expect(texts).toEqual(Array(12).fill('1'));
    const packs = servers[0]?.seen.filter(({ path }) => path.endsWith('/git-upload-pack')).length;
    expect(packs).toBeLessThan(12);
  });

  it('is not asked on a private address', async () => {
    await origin.commit('one', { a: '1' });
    const url = await remote();
    await expect(provider([]).missed(access(url), null)).rejects.toMatchObject({
      code: 'TURNPIKE_URL_FORBIDDEN',
    });
    expect(servers[0]?.seen).toEqual([]);
  });

  it('follows no redirect, which could lead to such an address', async () => {
    const { createServer } = await import('node:http');
    await origin.commit('one', { a: '1' });
    const target = await remote();
    const redirector = createServer((request, response) => {
      response.writeHead(302, { location: target + (request.url ?? '') }).end();
    });
    await new Promise<void>((resolve) => redirector.listen(0, '127.0.0.1', resolve));
    const { port } = redirector.address() as { port: number };
    await expect(
      provider().missed(access(`http://127.0.0.1:${port}/x`), null),
    ).rejects.toMatchObject({ code: 'TURNPIKE_HOST_UNAVAILABLE' });
    expect(servers[0]?.seen).toEqual([]);
    redirector.close();
  });

  it.each([
    ['to another name', 301, '/new/name.git/info/refs?service=git-upload-pack', '/new/name.git'],
    ['to another host', 308, 'https://new.example/a/b/info/refs', 'https://new.example/a/b'],
    [
      'with a password',
      301,
      'https://u:q7hunter2@new.example/a/b/info/refs',
      'https://new.example/a/b',
    ],
    ['to a page that asks who one is', 302, '/users/sign_in', undefined],
    ['nowhere', 301, undefined, undefined],
  ])('says that it has moved, and where if the host tells: %s', async (_how, status, to, told) => {
    const { createServer } = await import('node:http');
    const asked: (string | undefined)[] = [];
    const host = createServer((request, response) => {
      asked.push(request.headers.authorization);
      response.writeHead(status, to === undefined ? {} : { location: to }).end();
    });
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    const { port } = host.address() as { port: number };
    const at = `http://127.0.0.1:${port}`;
    const token: VcsCredential = { kind: 'token', token: 's3cret' };
    try {
      const error = await provider()
        .missed(access(`${at}/old/name.git`, token), null)
        .then(
          () => undefined,
          (cause: Error) => cause,
        );
      const message = String(error?.message);
      expect(message).toMatch(/has moved/);
      expect(message).not.toMatch(/q7hunter2|s3cret/);
      const where = told?.startsWith('/') ? `${at}${told}` : told;
      if (where === undefined) expect(message).not.toMatch(/and names/);
      else expect(message).toContain(`and names ${where}.`);
      expect(error).toMatchObject({ details: { wayOut: expect.stringContaining('address') } });
      // Both were asked of the host that the token is of; what it names was not asked at all.
      expect(new Set(asked).size).toBe(1);
    } finally {
      host.closeAllConnections();
      host.close();
    }
  });

  it('goes through the proxy where there is one', async () => {
    const { createServer, request } = await import('node:http');
    await origin.commit('one', { a: '1' });
    const target = new URL(await remote());
    const asked: string[] = [];
    const proxy = createServer((incoming, response) => {
      const url = new URL(incoming.url ?? '');
      asked.push(url.hostname);
      const { method, headers } = incoming;
      const onward = request(
        { port: target.port, path: url.pathname + url.search, method, headers },
        (answer) => {
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(response);
        },
      );
      incoming.pipe(onward);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as { port: number };
    const outbound = createOutbound({
      allow: [],
      proxy: `http://127.0.0.1:${port}`,
      lookup: async () => ['93.184.216.34'],
    });
    const git = createGitProvider({
      outbound,
      readers,
      mirrors: join(folder, 'mirrors'),
      knownHosts: join(folder, 'known_hosts'),
      local: true,
    });
    const r = access(`http://far.test${target.pathname}`);
    expect(await git.file(r, 'a', 'main')).toBe('1');
    expect(new Set(asked)).toEqual(new Set(['far.test']));
    proxy.closeAllConnections();
    proxy.close();
  });

  it('says that the host is away', async () => {
    const error = provider().missed(access('http://127.0.0.1:1/x.git'), null);
    await expect(error).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_UNAVAILABLE',
      retryable: true,
    });
  });
});

describe('over SSH', () => {
  /** Stands in for ssh: notes its arguments and the key it was given, runs the command here. */
  const FAKE = `#!/bin/sh
printf '%s\\n' "$@" > "$NOTES/args"
while [ $# -gt 1 ]; do
  if [ "$1" = -i ]; then ls -l "$2" > "$NOTES/mode"; cat "$2" > "$NOTES/key"; fi
  shift
done
exec sh -c "$1"
`;

  it('gives the key for one command, pins the host and asks nothing', async () => {
    await origin.commit('one', { a: '1' });
    const notes = join(folder, "it's here");
    await mkdir(notes);
    await writeFile(join(notes, 'ssh'), FAKE.replaceAll('$NOTES', '$(dirname "$0")'), {
      mode: 0o755,
    });
    const path = process.env['PATH'];
    process.env['PATH'] = `${notes}:${path}`;
    try {
      const credential: VcsCredential = { kind: 'ssh', privateKey: 'the key' };
      const url = `ssh://git@localhost:2222${origin.path}`;
      const git = provider(['localhost']);
      expect(await git.file(access(url, credential), 'a', 'main')).toBe('1');
      const read = (name: string) => readFile(join(notes, name), 'utf8');
      const args = await read('args');
      expect(args).toMatch(/HostName=(127\.0\.0\.1|::1)\n/);
      expect(args).toContain('HostKeyAlias=localhost\n');
      expect(args).toContain('BatchMode=yes\n');
      expect(args).toContain(`UserKnownHostsFile=${folder}/known_hosts\n`);
      expect(args).toContain('git@localhost');
      expect(await read('key')).toBe('the key\n');
      expect(await read('mode')).toMatch(/^-rw-------/);
      const [key = ''] = /(?<=-i\n).*/.exec(args) ?? [];
      await expect(stat(key)).rejects.toThrow();
    } finally {
      process.env['PATH'] = path;
    }
  });
});

describe('the kept reader', () => {
  it('sees what is pushed, packed and rewound while it runs', async () => {
    const [git, r] = [provider(), access()];
    for (let n = 0; n < 5; n++) {
      const sha = await origin.commit(`c${n}`, { a: String(n), [`f${n}`]: 'x'.repeat(n * 1000) });
      expect(await git.file(r, 'a', sha)).toBe(String(n));
      expect(await git.commit(r, 'main')).toMatchObject({ sha, message: `c${n}` });
      if (n % 2) await origin.git('gc', '--quiet', '--prune=now');
    }
    await origin.git('reset', '--hard', '--quiet', 'HEAD~2');
    expect(await git.commit(r, 'main')).toMatchObject({ message: 'c2' });
  });

  it('answers many at once, in order', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 50 }, (_, n) => [`f${n}`, `${n}\n`.repeat(n * 50)]),
    );
    const sha = await origin.commit('one', files);
    const git = provider();
    const texts = await Promise.all(
      Object.keys(files).map((path) => git.file(access(), path, sha)),
    );
    expect(texts).toEqual(Object.values(files));
  });

  it('refuses a file that is too large and goes on', async () => {
    const sha = await origin.commit('one', { big: 'x'.repeat(3_000_000), small: 's' });
    const git = provider();
    await expect(git.file(access(), 'big', sha)).rejects.toMatchObject({
      code: 'TURNPIKE_INPUT_TOO_LARGE',
    });
    expect(await git.file(access(), 'small', sha)).toBe('s');
  });

  it('reads commits in other encodings', async () => {
    await origin.git('config', 'i18n.commitEncoding', 'ISO-8859-1');
    await writeFile(join(origin.path, 'message'), Buffer.from('Grüße', 'latin1'));
    await origin.git('commit', '--quiet', '--allow-empty', '-F', 'message');
    expect((await provider().commit(access(), 'main'))?.message).toBe('Grüße');
  });
});

describe('hostile input', () => {
  it.each([
    '--output=/tmp/x',
    '-x',
    'a..b',
    'a b',
    'x~1',
    'x^{}',
    'a:b',
    '@{u}',
    '',
    'x\n',
    'a.lock',
  ])('refuses the ref %j', async (ref) => {
    await origin.commit('one', { a: '1' });
    await expect(provider().commit(access(), ref)).rejects.toMatchObject({
      code: 'TURNPIKE_REF_INVALID',
    });
  });

  it.each([
    'ext::sh -c touch% /tmp/x',
    'fd::17',
    '--upload-pack=touch /tmp/x',
    'ssh://-oProxyCommand=x/y',
    'git@-oProxyCommand=x:y',
    'relative/path',
    'javascript:alert(1)',
    'https://',
  ])('refuses the URL %j', async (url) => {
    await expect(provider().missed(access(url), null)).rejects.toMatchObject({
      code: 'TURNPIKE_INPUT_INVALID',
    });
  });

  it('runs no hook and no program of the repository', async () => {
    const sha = await origin.commit('one', {
      a: '1',
      '.gitattributes': '* diff=evil filter=evil\n',
    });
    const proof = join(folder, 'proof');
    for (const key of ['core.fsmonitor', 'diff.evil.textconv', 'filter.evil.smudge', 'core.pager'])
      await origin.git('config', key, `touch ${proof}`);
    await origin.git('config', 'log.showSignature', 'true');
    await origin.git('config', 'gpg.program', `touch ${proof}`);
    const git = provider();
    await git.file(access(), 'a', sha);
    await git.commit(access(), sha);
    await git.missed(access(), null);
    await expect(stat(proof)).rejects.toThrow();
  });

  it('keeps symbolic links within the repository', async () => {
    await symlink('real.yml', join(origin.path, '.travis.yml'));
    await symlink('/etc/hostname', join(origin.path, 'outside.yml'));
    await symlink('../../../etc/hostname', join(origin.path, 'above.yml'));
    await symlink('loop.yml', join(origin.path, 'loop.yml'));
    await origin.commit('links', { 'real.yml': 'script: true\n' });
    const [git, r] = [provider(), access()];
    expect(await git.file(r, '.travis.yml', 'main')).toBe('script: true\n');
    for (const path of ['outside.yml', 'above.yml', 'loop.yml', '../x', ''])
      expect(await git.file(r, path, 'main')).toBe(undefined);
  });

  it('reads no repository of a folder above', async () => {
    await origin.commit('one', { 'sub/a': '1' });
    await expect(provider().missed(access(join(origin.path, 'sub')), null)).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_REFUSED',
    });
  });

  it('reads no local repository where that is switched off', async () => {
    await expect(provider([], false).missed(access(), null)).rejects.toMatchObject({
      code: 'TURNPIKE_INPUT_INVALID',
    });
  });
});

describe('a folder that keeps a log of its refs', () => {
  async function bare(log: string) {
    const path = join(folder, 'bare.git');
    await origin.git('clone', '--quiet', '--bare', origin.path, path);
    await origin.git('-C', path, 'config', 'core.logAllRefUpdates', log);
    const push = async (name: string, ...flags: string[]) => {
      const sha = await origin.commit(name, { a: name });
      await origin.git('push', '--quiet', ...flags, path, 'HEAD:refs/heads/main');
      return sha;
    };
    return { path, push };
  }

  it('tells of each push between two looks, forced ones too, and of no commit that was not pushed', async () => {
    await origin.commit('one', { a: '1' });
    const { path, push } = await bare('true');
    const [git, r] = [provider(), access(path)];
    const first = await push('first');
    const { cursor } = await git.missed(r, null);
    const second = await push('second');
    await origin.commit('not alone', { a: 'x' });
    const third = await push('third');
    await origin.git('reset', '--hard', '--quiet', first);
    const fourth = await push('fourth', '--force');
    const { events, cursor: next } = await git.missed(r, cursor);
    const said = events.map(({ event }) =>
      event.kind === 'push' ? [event.beforeSha, event.sha] : event.kind,
    );
    expect(said).toEqual([
      [first, second],
      [second, third],
      [third, fourth],
    ]);
    expect(new Set(events.map(({ guid }) => guid)).size).toBe(3);
    expect((await git.missed(r, next)).events).toEqual([]);
  });

  it('tells of the newest of what was committed in it, and of what it has no log of', async () => {
    await origin.commit('one', { a: '1' });
    const [git, here] = [provider(), access()];
    const { cursor } = await git.missed(here, null);
    await origin.commit('two', { a: '2' });
    const last = await origin.commit('push', { a: '3' });
    const { events } = await git.missed(here, cursor);
    expect(events).toMatchObject([{ event: { sha: last } }]);
    const { path, push } = await bare('false');
    const start = await git.missed(access(path), null);
    await push('a');
    const newest = await push('b');
    const missed = await git.missed(access(path), start.cursor);
    expect(missed.events).toMatchObject([{ event: { sha: newest, beforeSha: last } }]);
  });
});

describe('inspect', () => {
  it('tells name and default branch, and takes a password out of the URL', async () => {
    await origin.commit('one', { a: '1' });
    await origin.git('branch', '-m', 'trunk');
    const git = provider();
    expect(await git.inspect?.(origin.path)).toMatchObject({
      slug: 'owner/repo',
      cloneUrl: origin.path,
      defaultBranch: 'trunk',
      private: true,
    });
    const url = await remote('u:p');
    expect(await git.inspect?.(url.replace('http://', 'http://u:p@'))).toMatchObject({
      slug: 'owner/repo',
      cloneUrl: url,
      defaultBranch: 'trunk',
      private: true,
      credential: { kind: 'basic', user: 'u', password: 'p' },
    });
    await expect(git.inspect?.(url)).rejects.toMatchObject({ code: 'TURNPIKE_INPUT_INVALID' });
    await expect(git.inspect?.(folder)).rejects.toMatchObject({ code: 'TURNPIKE_INPUT_INVALID' });
  });
});

describe('cloneAccess', () => {
  it('gives the URL without and the credential with the password', async () => {
    const git = provider();
    expect(await git.cloneAccess(access('https://u:p@example.com/a.git'))).toEqual({
      url: 'https://example.com/a.git',
      credential: { kind: 'basic', user: 'u', password: 'p' },
    });
    expect(await git.cloneAccess(access('git@example.com:a/b.git'))).toEqual({
      url: 'git@example.com:a/b.git',
      credential: null,
    });
    expect(await git.cloneAccess(access(`file://${origin.path}`))).toEqual({
      url: origin.path,
      credential: null,
    });
  });
});

describe('copies of repositories that are gone', () => {
  it('are swept, and so are those of addresses that were left', async () => {
    await origin.commit('one', { a: '1' });
    const [git, url] = [provider(), await remote()];
    const folders = () => readdir(join(folder, 'mirrors'));
    for (const id of [1, 2, 3]) await git.commit(access(url, null, { id }), 'main');
    expect(await folders()).toHaveLength(3);
    const known = [
      repositoryRecord({ id: 1, cloneUrl: url }),
      repositoryRecord({ id: 2, cloneUrl: `${url}/moved` }),
    ];
    // The third is newer than all that are known: it may just have been added.
    expect(await git.sweep?.(known)).toBe(1);
    expect((await folders()).map((name) => name.split('-')[0]).sort()).toEqual(['1', '3']);
    const later = [...known, repositoryRecord({ id: 4, cloneUrl: '/here' })];
    expect(await git.sweep?.(later)).toBe(1);
    expect(await git.sweep?.(later)).toBe(0);
    expect((await folders()).map((name) => name.split('-')[0])).toEqual(['1']);
    expect(await git.commit(access(url, null, { id: 1 }), 'main')).toBeDefined();
  });
});

describe('what git and SSH say', () => {
  it.each([
    [
      'git@host: Permission denied (publickey).\nfatal: Could not read from remote repository.\n\nPlease make sure',
      /Permission denied \(publickey\)\.: Could not read from remote repository/,
    ],
    [
      'ssh: connect to host x port 22: Connection refused\r\nfatal: Could not read from remote repository.',
      /Connection refused/,
    ],
    [
      "fatal: unable to access 'http://bot:pw@h/x/': The requested URL returned error: 301",
      /has moved.*301/,
    ],
    ["fatal: Authentication failed for 'http://h/x/'", /Authentication failed/],
  ])('is kept, without passwords: %s', (text, message) => {
    const error = gitError(new Error(text));
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('bot:pw');
  });
});
