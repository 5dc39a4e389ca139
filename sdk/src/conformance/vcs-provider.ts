import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  isTurnpikeError,
  type MissedEvent,
  type RawDelivery,
  type RepoAccess,
  type RepoEvent,
  type VcsProvider,
  type VcsProviderTraits,
} from '@turnpike/core/contracts';

/** A delivery as the host sends it, signed with `secret`. @stable */
export interface KnownDelivery {
  /** In the names of checks. */
  readonly name: string;
  /** As the host sends it. */
  readonly delivery: RawDelivery;
  /** What it is signed with. */
  readonly secret: string;
  /** What it is to be read as. */
  readonly kind: RepoEvent['kind'];
}
/** A VCS provider to check, with a repository that it can ask. @stable */
export interface VcsSubject {
  /** The provider. */
  readonly provider: VcsProvider;
  /** What the plugin declares of it, where it does. */
  readonly traits?: VcsProviderTraits | undefined;
  /** A repository that can be asked now. */
  readonly access: RepoAccess;
  /** What it holds: a file at a ref, with its text. */
  readonly known: { readonly path: string; readonly ref: string; readonly text: string };
  /** Empty where the host sends none. */
  readonly deliveries: readonly KnownDelivery[];
  /** Closes what stood for the host. */
  dispose(): Promise<void>;
}

/** What every VCS provider must do. @stable */
export function vcsProviderConformance(name: string, create: () => Promise<VcsSubject>): void {
  describe(`VCS provider ${name}`, () => {
    let subject: VcsSubject;
    let provider: VcsProvider;
    beforeEach(async () => {
      subject = await create();
      provider = subject.provider;
    }, 120_000);
    afterEach(() => subject.dispose());

    it('is what its plugin declares', () => {
      const { traits } = subject;
      if (!traits) return;
      expect(traits).toEqual({ id: provider.id, statuses: provider.setStatus !== undefined });
    });

    it('reads files, and knows which are not there', async () => {
      const { path, ref, text } = subject.known;
      expect(await provider.file(subject.access, path, ref)).toBe(text);
      expect(await provider.file(subject.access, `${path}.missing`, ref)).toBeUndefined();
      expect(await provider.file(subject.access, path, 'no-such-branch')).toBeUndefined();
    });

    it('finds commits by branch and by sha', async () => {
      const { ref } = subject.known;
      const commit = await provider.commit(subject.access, ref);
      expect(commit?.sha).toMatch(/^[0-9a-f]{40}([0-9a-f]{24})?$/);
      expect(await provider.commit(subject.access, commit?.sha ?? '')).toMatchObject({
        sha: commit?.sha,
      });
      expect(await provider.commit(subject.access, 'no-such-branch')).toBeUndefined();
    });

    it('knows what is older, or says that it does not know', async () => {
      const { access, known } = subject;
      const { sha = '' } = (await provider.commit(access, known.ref)) ?? {};
      const absent = 'f'.repeat(40);
      expect([true, undefined]).toContain(await provider.isAncestor?.(access, sha, sha));
      expect([undefined, false]).toContain(await provider.isAncestor?.(access, sha, absent));
      expect([undefined, false]).toContain(await provider.isAncestor?.(access, absent, sha));
      const asked = provider.head?.(access, 'refs/heads/no-such-branch');
      const head: unknown = await asked?.catch((error: unknown) => error);
      expect(head === undefined || head === null || isTurnpikeError(head)).toBe(true);
    });

    it('refuses refs and paths that are none', async () => {
      for (const ref of ['--upload-pack=touch', '../..', 'a b', '']) {
        const answer: unknown = await provider.commit(subject.access, ref).catch((error) => error);
        expect(answer === undefined || isTurnpikeError(answer)).toBe(true);
      }
      const outside: unknown = await provider
        .file(subject.access, '../../etc/passwd', subject.known.ref)
        .catch((error: unknown) => error);
      expect(outside === undefined || isTurnpikeError(outside)).toBe(true);
    });

    it('finds nothing missed behind its own cursor', async () => {
      const first = await provider.missed(subject.access, null);
      const second = await provider.missed(subject.access, first.cursor);
      expect(second.events).toEqual([]);
      const told = { refs: refsOf(first.events), pulls: {} };
      const third = await provider.missed(subject.access, first.cursor, told);
      expect(third.events, 'what was told and is so is no news').toEqual([]);
      const guids = first.events.map((event) => event.guid);
      expect(new Set(guids).size).toBe(guids.length);
    });

    it('says how to clone', async () => {
      const { url } = await provider.cloneAccess(subject.access);
      expect(url).not.toBe('');
      expect(url).not.toMatch(/:\/\/[^/]*:[^/]*@/);
    });

    it('does not take deliveries of others', async () => {
      const foreign = { headers: { 'x-somebody-else': '1' }, body: new Uint8Array(), hint: null };
      expect(await provider.identify(foreign)).toBeUndefined();
    });

    it('verifies deliveries with any of the secrets, and refuses a changed one', async () => {
      for (const { name: which, delivery, secret } of subject.deliveries) {
        expect(await provider.identify(delivery), which).toMatchObject({
          guid: expect.stringMatching(/./) as string,
        });
        expect(await provider.verify(delivery, ['another', secret]), which).toBeUndefined();
        expect(await provider.verify(delivery, ['another']), which).toMatchObject({
          rule: expect.stringMatching(/^[a-z-]+$/) as string,
        });
        const changed = { ...delivery, body: Buffer.concat([delivery.body, Buffer.from(' ')]) };
        expect(await provider.verify(changed, [secret]), which).toBeDefined();
        expect(await provider.verify(delivery, []), which).toBeDefined();
      }
    });

    it('parses deliveries, and names what it cannot read', async () => {
      for (const { name: which, delivery, kind } of subject.deliveries) {
        expect((await provider.parse(delivery)).kind, which).toBe(kind);
        const broken = { ...delivery, body: Buffer.from('{"half":') };
        const parse = async () => provider.parse(broken);
        await expect(parse(), which).rejects.toThrow(
          expect.objectContaining({ code: expect.stringMatching(/^TURNPIKE_DELIVERY_/) as string }),
        );
      }
    });
  });
}

function refsOf(events: readonly MissedEvent[]): Readonly<Record<string, string>> {
  const pushes = events.flatMap(({ event }) =>
    event.kind === 'push' && event.sha !== null ? [[event.ref, event.sha] as const] : [],
  );
  return Object.fromEntries(pushes);
}
