import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ERRORS,
  isTurnpikeError,
  type BuildNotice,
  type Notifier,
  type NotifierDefaults,
  type NotifierEntry,
  type NotifyTools,
  type Target,
} from '@turnpike/core/contracts';
import { buildNotice } from '../testing/build-notice.js';

/** A notifier to check. @stable */
export interface NotifierSubject {
  /** The notifier. */
  readonly notifier: Notifier;
  /** An entry whose receivers can be reached in this test. */
  readonly entry: NotifierEntry;
  /** How many messages arrived so far; needed to check that sending sends. */
  received?(): Promise<number> | number;
  /** A target whose service is not there: worth another try. */
  readonly unreachable?: Target;
  /** Closes what its receivers were. */
  dispose(): Promise<void>;
}

/** What every notifier must do. `defaults` is the plugin's static part. @stable */
export function notifierConformance(
  name: string,
  defaults: NotifierDefaults,
  create: () => Promise<NotifierSubject>,
): void {
  describe(`notifier ${name}`, () => {
    const tools: NotifyTools = {
      signal: new AbortController().signal,
      access: async () => ({ repository: notice.repository, credential: null }),
    };
    let subject: NotifierSubject;
    const notice: BuildNotice = buildNotice();
    beforeEach(async () => {
      subject = await create();
    });
    afterEach(() => subject.dispose());

    it('declares what hub must know without it', () => {
      expect(defaults.id).toBe(subject.notifier.id);
      expect(defaults.events.length).toBeGreaterThan(0);
      if (defaults.key !== null) expect(defaults.key).toMatch(/^[a-z][a-z0-9_]*$/);
      if (defaults.key === null) expect(defaults.always).toBe(true);
    });

    it('finds the same receivers each time, each by a key of its own', async () => {
      const frozen = freeze(structuredClone(subject.entry));
      const targets = await subject.notifier.targets(frozen, notice);
      expect(targets.length).toBeGreaterThan(0);
      expect(await subject.notifier.targets(frozen, notice)).toEqual(targets);
      const keys = targets.map((target) => target.key);
      expect(new Set(keys).size).toBe(keys.length);
      expect(JSON.parse(JSON.stringify(targets))).toEqual(targets);
    });

    it('takes an entry that says nothing', async () => {
      expect(await subject.notifier.targets({ config: {} }, notice)).toBeInstanceOf(Array);
    });

    it('sends to each receiver', async () => {
      const targets = await subject.notifier.targets(subject.entry, notice);
      const before = (await subject.received?.()) ?? 0;
      for (const target of targets)
        await subject.notifier.send(target, notice, `d-${target.key}`, tools);
      if (subject.received) {
        expect(await subject.received()).toBeGreaterThanOrEqual(before + targets.length);
      }
    });

    it('tells a failure that is worth another try from one that is not', async (context) => {
      const { unreachable } = subject;
      if (!unreachable) return context.skip('no unreachable target was given');
      const error: unknown = await subject.notifier
        .send(unreachable, notice, 'd-unreachable', tools)
        .catch((thrown: unknown) => thrown);
      expect(isTurnpikeError(error) && ERRORS[error.code].retryable).toBe(true);
    });
  });
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const below of Object.values(value)) freeze(below);
  return Object.freeze(value);
}
