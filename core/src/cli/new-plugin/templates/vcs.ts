import type { PluginFiles, PluginNames } from '../kinds.js';

/** Repositories in folders of this machine; deliveries are JSON, signed with HMAC. */
export function files({ id, name, pascal }: PluginNames): PluginFiles {
  return {
    'src/plugin.ts': `import { defineVcsProvider } from '@turnpike/sdk';
import { create${pascal}Provider } from './provider.js';

export const plugin = defineVcsProvider({
  id: '${id}',
  summary: 'Builds repositories that lie in folders of this machine.',
  create: () => create${pascal}Provider(),
});
`,
    'src/git.ts': `import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What may stand for a commit; nothing that git could take for an option or a path out of the tree. */
const REF = /^[A-Za-z0-9_][A-Za-z0-9_./-]*$/;
const MAX_BYTES = 8 * 1_048_576;

export function isRef(ref: string): boolean {
  return REF.test(ref) && !ref.includes('..') && ref.length <= 255;
}

/** Output of git in a folder; undefined where git says no. */
export async function git(folder: string, ...args: readonly string[]): Promise<string | undefined> {
  try {
    const env = { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0' };
    const safe = ['-c', \`safe.directory=\${folder}\`, '-c', 'core.hooksPath=/dev/null'];
    const { stdout } = await run('git', [...safe, ...args], { cwd: folder, env, maxBuffer: MAX_BYTES });
    return stdout;
  } catch {
    return undefined;
  }
}
`,
    'src/delivery.ts': `import { createHmac, timingSafeEqual } from 'node:crypto';
import { InputError, type RawDelivery, type Rejection, type RepoEvent, z } from '@turnpike/sdk';

export const EVENT = 'x-${name}-event';
export const GUID = 'x-${name}-delivery';
export const SIGNATURE = 'x-${name}-signature';

const push = z.object({
  path: z.string().startsWith('/'),
  ref: z.string().startsWith('refs/heads/'),
  before: z.string().nullable(),
  after: z.string().regex(/^[0-9a-f]{40}$/),
});

export function signatureOf(secret: string, body: Uint8Array): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

export function verify({ headers, body }: RawDelivery, secrets: readonly string[]): Rejection | undefined {
  const given = Buffer.from(headers[SIGNATURE] ?? '', 'hex');
  const isRight = secrets.some((secret) => {
    const right = Buffer.from(signatureOf(secret, body), 'hex');
    return right.length === given.length && timingSafeEqual(right, given);
  });
  if (isRight) return undefined;
  return { rule: 'signature', message: 'The signature fits none of the secrets.' };
}

export function parse({ headers, body }: RawDelivery): RepoEvent {
  const event = headers[EVENT] ?? '';
  if (event !== 'push') throw new InputError('TURNPIKE_DELIVERY_EVENT', \`Unknown event \${event}.\`);
  const { path, ref, before, after } = readPush(body);
  const branch = ref.slice('refs/heads/'.length);
  const slug = path.split('/').slice(-2).join('/');
  return {
    kind: 'push',
    event,
    ref,
    branch,
    tag: null,
    sha: after,
    beforeSha: before,
    commitMessage: null,
    compareUrl: null,
    sender: null,
    repository: {
      vcsId: null,
      slug,
      cloneUrl: path,
      htmlUrl: null,
      private: false,
      fork: false,
      defaultBranch: 'main',
      description: null,
      ownerType: 'user',
    },
  };
}

function readPush(body: Uint8Array): z.infer<typeof push> {
  try {
    return push.parse(JSON.parse(Buffer.from(body).toString('utf8')));
  } catch (error) {
    throw new InputError('TURNPIKE_DELIVERY_MALFORMED', undefined, {}, error);
  }
}
`,
    'src/provider.ts': `import {
  InputError,
  type CommitInfo,
  type MissedEvent,
  type RepoAccess,
  type RepoIdentity,
  type VcsProvider,
} from '@turnpike/sdk';
import { EVENT, GUID, parse, verify } from './delivery.js';
import { git, isRef } from './git.js';

export function create${pascal}Provider(): VcsProvider {
  return {
    id: '${name}',
    describe: 'Folders of this machine',
    identify({ headers }) {
      const [event, guid] = [headers[EVENT], headers[GUID]];
      return event !== undefined && guid !== undefined ? { event, guid } : undefined;
    },
    verify,
    parse,
    missed,
    async file({ repository }, path, ref) {
      if (!isRef(ref) || path.startsWith('/') || path.split('/').includes('..')) return undefined;
      return git(repository.cloneUrl, 'show', \`\${ref}:\${path}\`);
    },
    commit: ({ repository }, ref) => commitOf(repository.cloneUrl, ref),
    cloneAccess: async ({ repository }) => ({ url: repository.cloneUrl, credential: null }),
    inspect,
  };
}

/** A folder that somebody wants to add: the last two names of its path are the slug. */
async function inspect(path: string): Promise<RepoIdentity> {
  const head = path.startsWith('/')
    ? await git(path, 'symbolic-ref', '--quiet', '--short', 'HEAD')
    : undefined;
  const slug = path.split('/').filter(Boolean).slice(-2).join('/').replace(/\\.git$/, '');
  if (head === undefined || !slug.includes('/')) {
    throw new InputError('TURNPIKE_INPUT_INVALID', \`There is no repository in \${path}.\`, {
      wayOut: 'Name the absolute path of a git repository.',
    });
  }
  return {
    vcsId: null,
    slug,
    cloneUrl: path,
    htmlUrl: null,
    private: true,
    fork: false,
    defaultBranch: head.trim(),
    description: null,
    ownerType: 'user',
  };
}

const FIELDS = ['%H', '%an', '%ae', '%cn', '%ce', '%ct', '%B'];

async function commitOf(folder: string, ref: string): Promise<CommitInfo | undefined> {
  if (!isRef(ref)) return undefined;
  const format = \`--format=\${FIELDS.join('%x00')}\`;
  const text = await git(folder, 'log', '-1', format, \`\${ref}^{commit}\`, '--');
  const [sha, authorName, authorEmail, committerName, committerEmail, seconds, message] =
    text?.split('\\0') ?? [];
  if (sha === undefined || message === undefined) return undefined;
  return {
    sha,
    message: message.trimEnd(),
    authorName: authorName ?? null,
    authorEmail: authorEmail ?? null,
    committerName: committerName ?? null,
    committerEmail: committerEmail ?? null,
    committedAt: Number(seconds) * 1_000,
    compareUrl: null,
  };
}

type Heads = Readonly<Record<string, string>>;

/** The cursor is what each branch pointed at when we last looked. The first look only remembers. */
async function missed(
  { repository }: RepoAccess,
  cursor: string | null,
): Promise<{ events: readonly MissedEvent[]; cursor: string }> {
  const format = '--format=%(refname:short) %(objectname)';
  const text = (await git(repository.cloneUrl, 'for-each-ref', format, 'refs/heads')) ?? '';
  const heads: Heads = Object.fromEntries(
    text.split('\\n').flatMap((line) => {
      const [branch, sha] = line.split(' ');
      return branch && sha ? [[branch, sha]] : [];
    }),
  );
  const before = cursor === null ? heads : (JSON.parse(cursor) as Heads);
  const changed = Object.entries(heads).filter(([branch, sha]) => before[branch] !== sha);
  return {
    events: changed.map(([branch, sha]) => pushOf(repository, branch, sha, before[branch] ?? null)),
    cursor: JSON.stringify(heads),
  };
}

function pushOf(
  repository: RepoAccess['repository'],
  branch: string,
  sha: string,
  beforeSha: string | null,
): MissedEvent {
  const { vcsId, slug, cloneUrl, htmlUrl, fork, defaultBranch, description } = repository;
  return {
    guid: \`\${branch}:\${sha}\`,
    event: {
      kind: 'push',
      event: 'push',
      ref: \`refs/heads/\${branch}\`,
      branch,
      tag: null,
      sha,
      beforeSha,
      commitMessage: null,
      compareUrl: null,
      sender: null,
      repository: {
        vcsId,
        slug,
        cloneUrl,
        htmlUrl,
        private: repository.private,
        fork,
        defaultBranch,
        description,
        ownerType: 'user',
      },
    },
  };
}
`,
    'src/plugin.test.ts': `import { tokens } from '@turnpike/sdk';
import { vcsProviderConformance } from '@turnpike/sdk/conformance';
import {
  createTestRepository,
  repositoryRecord,
  testPlatform,
  testPlugin,
} from '@turnpike/sdk/testing';
import { expect, it } from 'vitest';
import { EVENT, GUID, SIGNATURE, signatureOf } from './delivery.js';
import { plugin } from './plugin.js';

vcsProviderConformance('${id}', async () => {
  const host = await testPlugin(plugin);
  const [provider] = host.resolve(tokens.vcsProviders);
  if (!provider) throw new Error('no VCS provider is provided');
  const repository = await createTestRepository();
  const sha = await repository.commit('First', { 'hello.txt': 'hello\\n' });
  const push = { path: repository.path, ref: 'refs/heads/main', before: null, after: sha };
  const body = Buffer.from(JSON.stringify(push));
  const headers = { [EVENT]: 'push', [GUID]: '1', [SIGNATURE]: signatureOf('secret', body) };
  return {
    provider,
    access: { repository: repositoryRecord({ cloneUrl: repository.path }), credential: null },
    known: { path: 'hello.txt', ref: 'main', text: 'hello\\n' },
    deliveries: [
      { name: 'push', kind: 'push', secret: 'secret', delivery: { headers, body, hint: null } },
    ],
    dispose: async () => {
      await host.stop();
      await repository.remove();
    },
  };
});

it('builds a commit of its repositories', async () => {
  const platform = await testPlatform({ plugins: [plugin] });
  try {
    const project = await platform.project(
      { '.travis.yml': '{ language: shell, script: cat hello.txt }', 'hello.txt': 'hello from a folder' },
      { provider: '${name}' },
    );
    expect(project.first.state).toBe('passed');
    expect(await project.logs(project.first)).toContain('hello from a folder');
  } finally {
    await platform.stop({ force: true });
  }
});
`,
  };
}
