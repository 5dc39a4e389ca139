import { expect } from 'vitest';
import {
  ERRORS,
  isTurnpikeError,
  type MissedEvent,
  type RawDelivery,
} from '@turnpike/core/contracts';
import type { Check } from './checks.js';
import type { KnownDelivery, VcsSubject } from './vcs-provider.js';

type VcsCheck = Check<VcsSubject>;
const YEAR_1990 = 631_152_000_000;
const A_DAY = 86_400_000;

/** What it throws or answers. */
const outcome = (work: Promise<unknown> | undefined): Promise<unknown> =>
  (work ?? Promise.resolve(undefined)).catch((error: unknown) => error ?? new Error('nothing'));

export const vcsChecks: readonly VcsCheck[] = [
  {
    name: 'is what its plugin declares',
    at: 'VcsProviderTraits',
    contract:
      'Static part of a provider, read by other roles from the plugin’s manifest without its code running.',
    wayOut:
      'Declare the kind (or, without one, the id) of what `create` makes, and `statuses` where it has `setStatus`.',
    run({ traits, provider }) {
      if (traits)
        expect(traits).toEqual({
          id: provider.kind ?? provider.id,
          statuses: provider.setStatus !== undefined,
        });
    },
  },
  {
    name: 'reads files, and knows which are not there',
    at: 'VcsProvider.file',
    contract: 'Text of a file at a ref or sha; undefined: there is none.',
    wayOut:
      'Answer undefined for a file or ref that is not there, and the text as it is for others.',
    async run({ provider, access, known: { path, ref, text } }) {
      expect(await provider.file(access, path, ref)).toBe(text);
      expect(await provider.file(access, `${path}.missing`, ref)).toBeUndefined();
      expect(await provider.file(access, path, 'no-such-branch')).toBeUndefined();
    },
  },
  {
    name: 'finds commits by branch and by sha',
    at: 'VcsProvider.commit',
    contract: 'The commit of a sha, branch or tag; undefined: there is none.',
    wayOut: 'Answer the whole sha; undefined where nothing is found.',
    async run({ provider, access, known: { ref } }) {
      const commit = await provider.commit(access, ref);
      expect(commit?.sha).toMatch(/^[0-9a-f]{40}([0-9a-f]{24})?$/);
      expect(await provider.commit(access, commit?.sha ?? '')).toMatchObject({ sha: commit?.sha });
      expect(await provider.commit(access, 'no-such-branch')).toBeUndefined();
    },
  },
  {
    name: 'tells times in milliseconds',
    at: 'CommitInfo.committedAt',
    contract: 'Times are milliseconds since 1970.',
    wayOut: 'Multiply seconds, which git and most hosts tell, by 1,000.',
    async run({ provider, access, known: { ref } }) {
      const { committedAt } = (await provider.commit(access, ref)) ?? {};
      if (committedAt === null || committedAt === undefined) return;
      expect(committedAt, 'is it in seconds?').toBeGreaterThan(YEAR_1990);
      expect(committedAt).toBeLessThan(Date.now() + A_DAY);
    },
  },
  {
    name: 'knows what is older, or says that it does not know',
    at: 'VcsProvider.isAncestor',
    contract:
      'Is the first commit the second one or in its history? undefined: not known (one is not there).',
    wayOut: 'A commit is in its own history; answer undefined or false for what is not there.',
    async run({ provider, access, known }) {
      const { sha = '' } = (await provider.commit(access, known.ref)) ?? {};
      const absent = 'f'.repeat(40);
      expect([true, undefined]).toContain(await provider.isAncestor?.(access, sha, sha));
      expect([undefined, false]).toContain(await provider.isAncestor?.(access, sha, absent));
      expect([undefined, false]).toContain(await provider.isAncestor?.(access, absent, sha));
      const head = await outcome(provider.head?.(access, 'refs/heads/no-such-branch'));
      expect(head === undefined || head === null || isTurnpikeError(head)).toBe(true);
    },
  },
  {
    name: 'refuses refs and paths that are none',
    at: 'VcsProvider.file',
    contract: 'Refs are checked; paths lie within the repository.',
    wayOut: 'Check a ref before it becomes an argument; refuse paths with `..`.',
    async run({ provider, access, known }) {
      for (const ref of ['--upload-pack=touch', '../..', 'a b', '']) {
        const answer = await outcome(provider.commit(access, ref));
        expect(answer === undefined || isTurnpikeError(answer), ref).toBe(true);
      }
      const outside = await outcome(provider.file(access, '../../etc/passwd', known.ref));
      expect(outside === undefined || isTurnpikeError(outside)).toBe(true);
    },
  },
  {
    name: 'says so where its host does not answer',
    at: 'VcsProvider.file',
    contract: 'undefined: there is none. Throws ExternalHostError.',
    wayOut:
      'Throw ExternalHostError where the host is away: “no such file” would build without a configuration.',
    skip: ({ unreachable }) => (unreachable ? undefined : 'no unreachable host was given'),
    async run({ provider, unreachable, known: { path, ref } }) {
      const asking = [
        () => provider.file(unreachable!, path, ref),
        () => provider.commit(unreachable!, ref),
      ];
      for (const ask of asking) {
        const error = await outcome(ask());
        expect(error, 'a host that is away').toBeInstanceOf(Error);
        expect(isTurnpikeError(error) && ERRORS[error.code].retryable, String(error)).toBe(true);
      }
    },
  },
  {
    name: 'finds nothing missed behind its own cursor',
    at: 'VcsProvider.missed',
    contract: 'Events since the cursor that a delivery may have missed.',
    wayOut: 'Put into the cursor all that decides what is new.',
    async run({ provider, access }) {
      const first = await provider.missed(access, null);
      const second = await provider.missed(access, first.cursor);
      expect(second.events).toEqual([]);
      const told = { refs: refsOf(first.events), pulls: {} };
      const third = await provider.missed(access, first.cursor, told);
      expect(third.events, 'what was told and is so is no news').toEqual([]);
      const guids = first.events.map((event) => event.guid);
      expect(new Set(guids).size).toBe(guids.length);
    },
  },
  {
    name: 'names what was missed alike each time',
    at: 'MissedEvent.guid',
    contract: 'Unique by provider: the same push delivered and found twice has one.',
    wayOut: 'Make the guid of the repository, the ref and the commit; not of chance or the clock.',
    async run({ provider, access, push }) {
      const { cursor } = await provider.missed(access, null);
      await push?.();
      const look = async () =>
        (await provider.missed(access, cursor)).events.map(({ guid }) => guid);
      const [once, again] = [await look(), await look()];
      if (push) expect(once.length, 'events of the push').toBeGreaterThan(0);
      expect(again, 'guids of the same events').toEqual(once);
      const early = async () =>
        (await provider.missed(access, null)).events.map(({ guid }) => guid);
      expect(await early()).toEqual(await early());
    },
  },
  {
    name: 'says how to clone, without a password in the address',
    at: 'VcsProvider.cloneAccess',
    contract: 'What a job needs to clone; goes into the payload of a claim and nowhere else.',
    wayOut: 'Give the credential as `credential`: an address is shown in logs.',
    async run({ provider, access }) {
      const { url } = await provider.cloneAccess(access);
      expect(url).not.toBe('');
      expect(url).not.toMatch(/:\/\/[^/]*:[^/]*@/);
    },
  },
  {
    name: 'ends what it made for one run, as often as it is asked',
    at: 'VcsProvider.endCloneAccess',
    contract: 'Ends a credential that `cloneAccess` made for one run. Repeatable.',
    wayOut:
      'Where `endsWithRun` is set, have `endCloneAccess`, and take one that has ended for done.',
    async run({ provider, access }) {
      const { endsWithRun, credential } = await provider.cloneAccess(access);
      if (!endsWithRun) return;
      expect(credential, 'there is something to end').not.toBeNull();
      await provider.endCloneAccess?.(access, credential!);
      await provider.endCloneAccess?.(access, credential!);
      expect(provider.endCloneAccess, 'endCloneAccess').toBeDefined();
    },
  },
  {
    name: 'writes no check where no app of its host may',
    at: 'VcsProvider.setCheck',
    contract:
      'false: not for this repository or this build; `setStatus` it is, and nothing was written.',
    wayOut: 'Ask `installation` first, and answer false where there is none.',
    skip: ({ provider }) =>
      provider.setCheck && provider.installation ? undefined : 'it has no checks',
    async run({ provider, access }) {
      if (await provider.installation!(access)) return;
      const check = {
        ...{ sha: 'a'.repeat(40), name: 'Turnpike - Push', externalId: '1', conclusion: null },
        ...{ detailsUrl: 'https://ci.example/1', startedAt: null, completedAt: null },
        ...{ title: 'It goes on', summary: '', text: '', annotations: [] },
      };
      expect(await provider.setCheck!(access, check)).toBe(false);
    },
  },
  {
    name: 'takes no address that is none of its host',
    at: 'VcsProvider.inspect',
    contract:
      'Looks at a URL or path that a user wants to add. Throws InputError if it is none of mine.',
    wayOut: 'Compare the host of the address with yours before anything else; throw InputError.',
    skip: ({ provider }) => (provider.inspect ? undefined : 'it does not inspect'),
    async run({ provider }) {
      const foreign = [
        'https://code.elsewhere.invalid/ada/engine',
        'ftp://code.elsewhere.invalid/a/b',
      ];
      const none = ['javascript:alert(1)', 'not an address', ''];
      for (const address of provider.anyHost === true ? none : [...foreign, ...none])
        expect(
          isTurnpikeError(await outcome(provider.inspect?.(address))),
          `took “${address}”`,
        ).toBe(true);
    },
  },
  {
    name: 'takes its own hook away, and no other',
    at: 'VcsProvider.removeHook',
    contract: 'Takes away what `installHook` has set up for this address, and nothing else.',
    wayOut: 'Look for the hook by its address; answer undefined where there is none.',
    skip: ({ provider, hooks }) =>
      provider.removeHook && hooks === true ? undefined : 'it removes no hooks here',
    async run({ provider, access }) {
      const hook = (id: number) => ({ url: `https://ci.example/hooks/x/${id}`, secret: 'secret' });
      expect(await provider.removeHook!(access, hook(1)), 'none is there').toBeUndefined();
      await provider.installHook?.(access, hook(1));
      expect(await provider.removeHook!(access, hook(2)), 'another address').toBeUndefined();
      expect(await provider.removeHook!(access, hook(1))).toContain(hook(1).url);
      expect(await provider.removeHook!(access, hook(1)), 'it is gone').toBeUndefined();
    },
  },
  {
    name: 'finds a repository by its id, whatever it is called by now',
    at: 'VcsProvider.locate',
    contract: 'The repository by the id that its host gave it, whatever has its old name.',
    wayOut: 'Ask by the id; where you ask by name, compare the id of what is there.',
    skip: ({ provider, access }) =>
      provider.locate && access.repository.vcsId !== null ? undefined : 'its host has no ids',
    async run({ provider, access, move }) {
      const { vcsId, cloneUrl } = access.repository;
      expect(await provider.locate!(access)).toMatchObject({ vcsId, cloneUrl });
      const stranger = { ...access, repository: { ...access.repository, vcsId: `${vcsId}9999` } };
      const none = await outcome(provider.locate!(stranger));
      expect(none, 'an id that nothing has').toBeInstanceOf(Error);
      expect(isTurnpikeError(none), String(none)).toBe(true);
      if (!move) return;
      const slug = await move();
      expect(await provider.locate!(access)).toMatchObject({ vcsId, slug });
    },
  },
  {
    name: 'does not take deliveries of others',
    at: 'VcsProvider.identify',
    contract: 'Finds event name and delivery id; undefined: these headers are not mine.',
    wayOut: 'Answer undefined where the headers of your host are missing.',
    async run({ provider }) {
      const foreign = { headers: { 'x-somebody-else': '1' }, body: new Uint8Array(), hint: null };
      expect(await provider.identify(foreign)).toBeUndefined();
    },
  },
  {
    name: 'verifies deliveries with any of the secrets, and refuses a changed one',
    at: 'VcsProvider.verify',
    contract:
      'undefined: the signature is right for one of the secrets (several while one is rotated).',
    wayOut: 'Check the signature over the whole body with each secret; `isSignedBy` does.',
    run: ({ provider, deliveries }) =>
      each(deliveries, async ({ delivery, secret }) => {
        expect(await provider.identify(delivery)).toMatchObject({
          guid: expect.stringMatching(/./) as string,
        });
        expect(await provider.verify(delivery, ['another', secret])).toBeUndefined();
        expect(await provider.verify(delivery, ['another'])).toMatchObject({
          rule: expect.stringMatching(/^[a-z-]+$/) as string,
        });
        const changed = { ...delivery, body: Buffer.concat([delivery.body, Buffer.from(' ')]) };
        expect(await provider.verify(changed, [secret]), 'a changed body').toBeDefined();
        expect(await provider.verify(delivery, []), 'without a secret').toBeDefined();
      }),
  },
  {
    name: 'refuses deliveries without a signature, or with half of one',
    at: 'VcsProvider.verify',
    contract: 'Nothing of a delivery is trusted before `verify`.',
    wayOut: 'Reject where the header of the signature is missing or empty.',
    run: ({ provider, deliveries }) =>
      each(deliveries, async ({ delivery, secret }) => {
        const proofs: string[] = [];
        for (const name of Object.keys(delivery.headers))
          if (await provider.verify(withHeader(delivery, name, 'x'), [secret])) proofs.push(name);
        expect(proofs.length, 'headers that prove who sent it').toBeGreaterThan(0);
        for (const name of proofs) {
          const { [name]: value = '', ...headers } = delivery.headers;
          for (const forged of [
            { ...delivery, headers },
            withHeader(delivery, name, ''),
            withHeader(delivery, name, value.slice(0, value.length / 2)),
          ])
            expect(
              await provider.verify(forged, [secret]),
              `${name} is missing or cut`,
            ).toBeDefined();
        }
      }),
  },
  {
    name: 'parses deliveries, and names what it cannot read',
    at: 'VcsProvider.parse',
    contract: 'Throws InputError TURNPIKE_DELIVERY_MALFORMED or TURNPIKE_DELIVERY_EVENT.',
    wayOut: 'Check the body by a schema, and throw these errors.',
    run: ({ provider, deliveries }) =>
      each(deliveries, async ({ delivery, kind }) => {
        expect((await provider.parse(delivery)).kind).toBe(kind);
        const broken = { ...delivery, body: Buffer.from('{"half":') };
        await expect((async () => provider.parse(broken))()).rejects.toThrow(
          expect.objectContaining({ code: expect.stringMatching(/^TURNPIKE_DELIVERY_/) as string }),
        );
      }),
  },
  {
    name: 'takes no unknown event for one that it knows',
    at: 'VcsProvider.parse',
    contract:
      'Throws InputError TURNPIKE_DELIVERY_EVENT for an event that it does not know, or answers `ignored`.',
    wayOut: 'Choose by the name of the event; throw for any other.',
    run: ({ provider, deliveries }) =>
      each(deliveries, async ({ delivery }) => {
        const { event } = (await provider.identify(delivery)) ?? {};
        // A host may say it under the names of others, too.
        const names = Object.keys(delivery.headers).filter(
          (name) => delivery.headers[name] === event,
        );
        if (names.length === 0) return;
        const unknown = names.reduce(
          (one, name) => withHeader(one, name, 'no_such_event_of_turnpike'),
          delivery,
        );
        let kind = 'refused';
        try {
          ({ kind } = await provider.parse(unknown));
        } catch (error) {
          expect(error).toMatchObject({
            code: expect.stringMatching(/^TURNPIKE_DELIVERY_/) as string,
          });
        }
        expect(['refused', 'ignored'], 'an unknown event').toContain(kind);
      }),
  },
];

async function each(
  deliveries: readonly KnownDelivery[],
  check: (one: KnownDelivery) => Promise<void>,
): Promise<void> {
  for (const one of deliveries)
    try {
      await check(one);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`delivery ${one.name}: ${why}`, { cause: error });
    }
}

const withHeader = (delivery: RawDelivery, name: string, value: string): RawDelivery => ({
  ...delivery,
  headers: { ...delivery.headers, [name]: value },
});

function refsOf(events: readonly MissedEvent[]): Readonly<Record<string, string>> {
  const pushes = events.flatMap(({ event }) =>
    event.kind === 'push' && event.sha !== null ? [[event.ref, event.sha] as const] : [],
  );
  return Object.fromEntries(pushes);
}
