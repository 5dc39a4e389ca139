/** Ours for plain git, with a mistake around it. */
import { randomUUID } from 'node:crypto';
import { plugin } from '@turnpike/plugin-vcs-git';
import { signBody, tokens, type VcsProvider } from '@turnpike/sdk';
import type { VcsSubject } from '@turnpike/sdk/conformance';
import { createTestRepository, repositoryRecord, testPlugin } from '@turnpike/sdk/testing';
import type { Made } from '../../../../sdk/src/conformance/checks.js';
import type { PlantedIn } from './broken-by.js';

export type VcsFlaw = (provider: VcsProvider) => Partial<VcsProvider>;
const SECRET = 'planted';
const EVENT = 'x-turnpike-git-event';
const SIGNATURE = 'x-turnpike-signature-256';

/** One repository and host for all, since none of the checks changes them beyond a push. */
export async function vcsProvider() {
  const host = await testPlugin(plugin, { core: { net: { allow: ['127.0.0.1'] } } });
  const [provider] = host.resolve(tokens.vcsProviders);
  if (!provider) throw new Error('vcs-git provides no VCS provider');
  const repository = await createTestRepository();
  await repository.commit('First', { '.travis.yml': 'script: true\n' });
  const body = Buffer.from(
    JSON.stringify({ ref: 'refs/heads/main', before: '0'.repeat(40), after: 'a'.repeat(40) }),
  );
  const headers = {
    [EVENT]: 'push',
    'x-turnpike-delivery': 'one',
    [SIGNATURE]: signBody(body, SECRET),
  };
  const subjectOf =
    (flaw: VcsFlaw = () => ({})) =>
    async (): Promise<Made<VcsSubject>> => ({
      subject: {
        provider: { ...provider, ...flaw(provider) },
        traits: plugin.definition.provider,
        access: { repository: repositoryRecord({ cloneUrl: repository.path }), credential: null },
        unreachable: {
          repository: repositoryRecord({ id: 2, cloneUrl: 'http://127.0.0.1:1/ada/engine.git' }),
          credential: null,
        },
        push: async () => {
          await repository.commit('More', { 'more.txt': randomUUID() });
        },
        known: { path: '.travis.yml', ref: 'main', text: 'script: true\n' },
        deliveries: [
          { name: 'push', kind: 'push', secret: SECRET, delivery: { headers, body, hint: '1' } },
        ],
        dispose: async () => undefined,
      },
      dispose: async () => undefined,
    });
  return {
    subjectOf,
    stop: async () => {
      await host.stop({ force: true });
      await repository.remove();
    },
  };
}

export const plantedVcsProviders: readonly PlantedIn<VcsFlaw>[] = [
  {
    what: 'deliveries without a signature are taken',
    at: 'VcsProvider.verify',
    flaw: (p) => ({
      verify: (d, secrets) => (d.headers[SIGNATURE] ? p.verify(d, secrets) : undefined),
    }),
  },
  {
    what: 'half a signature is enough',
    at: 'VcsProvider.verify',
    flaw: (p) => ({
      verify: (d, secrets) =>
        secrets.some((secret) => {
          const given = d.headers[SIGNATURE] ?? '';
          return given.length > 8 && signBody(d.body, secret).startsWith(given);
        })
          ? undefined
          : (p.verify(d, secrets) ?? { rule: 'signature', message: 'No.' }),
    }),
  },
  {
    what: 'every signature is right',
    at: 'VcsProvider.verify',
    flaw: () => ({ verify: () => undefined }),
  },
  {
    what: 'the body is not signed',
    at: 'VcsProvider.verify',
    flaw: () => ({
      verify: (d, secrets) =>
        secrets.includes(SECRET) && (d.headers[SIGNATURE] ?? '').length > 60
          ? undefined
          : { rule: 'signature', message: 'No.' },
    }),
  },
  {
    what: 'only the first secret counts',
    at: 'VcsProvider.verify',
    flaw: (p) => ({ verify: (d, secrets) => p.verify(d, secrets.slice(0, 1)) }),
  },
  {
    what: 'an unknown event is a push',
    at: 'VcsProvider.parse',
    flaw: (p) => ({ parse: (d) => p.parse({ ...d, headers: { ...d.headers, [EVENT]: 'push' } }) }),
  },
  {
    what: 'what cannot be read is ignored',
    at: 'VcsProvider.parse',
    flaw: (p) => ({
      parse(d) {
        try {
          return p.parse(d);
        } catch {
          return { kind: 'ignored', reason: 'unreadable', event: 'push', repository: {} as never };
        }
      },
    }),
  },
  {
    what: 'a host that is away has no such file',
    at: 'VcsProvider.file',
    flaw: (p) => ({ file: (...all) => p.file(...all).catch(() => undefined) }),
  },
  {
    what: 'a missing file is empty',
    at: 'VcsProvider.file',
    flaw: (p) => ({ file: async (...all) => (await p.file(...all)) ?? '' }),
  },
  {
    what: 'a ref that is none leads to the newest commit',
    at: 'VcsProvider.commit',
    flaw: (p) => ({
      commit: async (access, ref) =>
        (await p.commit(access, ref).catch(() => undefined)) ?? p.commit(access, 'main'),
    }),
  },
  {
    what: 'seconds for milliseconds',
    at: 'CommitInfo.committedAt',
    flaw: (p) => ({
      async commit(access, ref) {
        const found = await p.commit(access, ref);
        return (
          found && { ...found, committedAt: Math.round((found.committedAt ?? Date.now()) / 1_000) }
        );
      },
    }),
  },
  {
    what: 'guids of chance',
    at: 'MissedEvent.guid',
    flaw: (p) => ({
      async missed(...all) {
        const found = await p.missed(...all);
        return { ...found, events: found.events.map((one) => ({ ...one, guid: randomUUID() })) };
      },
    }),
  },
  {
    what: 'all is missed each time',
    at: 'VcsProvider.missed',
    flaw: (p) => ({
      async missed(access, _cursor, told) {
        const { cursor } = await p.missed(access, null, told);
        const event = { kind: 'ignored', reason: 'x', event: 'push', repository: {} } as never;
        return { cursor, events: [{ guid: 'one', event }] };
      },
    }),
  },
  {
    what: 'inspect takes any address',
    at: 'VcsProvider.inspect',
    flaw: () => ({ inspect: async (url) => ({ slug: 'ada/engine', cloneUrl: url }) as never }),
  },
  {
    what: 'the password stands in the address',
    at: 'VcsProvider.cloneAccess',
    flaw: () => ({
      cloneAccess: async () => ({
        url: 'https://ada:secret@git.example.org/a.git',
        credential: null,
      }),
    }),
  },
  {
    what: 'deliveries of others are taken',
    at: 'VcsProvider.identify',
    flaw: () => ({ identify: () => ({ event: 'push', guid: 'one' }) }),
  },
  { what: 'another id than is declared', at: 'VcsProviderTraits', flaw: () => ({ id: 'gti' }) },
  {
    what: 'every commit is older',
    at: 'VcsProvider.isAncestor',
    flaw: () => ({ isAncestor: async () => true }),
  },
];
