import { expect } from 'vitest';
import {
  ERRORS,
  isTurnpikeError,
  notificationForm,
  type NotifyTools,
  type Target,
} from '@turnpike/core/contracts';

import type { Check } from './checks.js';
import type { NotifierCase } from './notifier.js';

type NotifierCheck = Check<NotifierCase>;

const toolsOf = ({ notice }: NotifierCase): NotifyTools => ({
  signal: new AbortController().signal,
  access: async () => ({ repository: notice.repository, credential: null }),
});
const targetsOf = async (
  subject: NotifierCase,
  config = subject.entry.config,
): Promise<readonly Target[]> => subject.notifier.targets({ config }, subject.notice);

async function sendAll(subject: NotifierCase, deliveryId = 'delivery-4711'): Promise<void> {
  for (const target of await targetsOf(subject))
    await subject.notifier.send(target, subject.notice, deliveryId, toolsOf(subject));
}

/** What `send` throws while the service answers so; undefined: nothing. */
async function thrownAt(subject: NotifierCase, status: number): Promise<unknown> {
  const [target] = await targetsOf(subject);
  if (!target) throw new Error('the entry has no receiver');
  subject.service.answer(status);
  const sent = subject.notifier.send(target, subject.notice, 'delivery-1', toolsOf(subject));
  return sent.then(
    () => undefined,
    (error: unknown) => error ?? new Error('it threw nothing'),
  );
}

const isWorthAnotherTry = (error: unknown): boolean =>
  isTurnpikeError(error) && ERRORS[error.code].retryable;

/** Its receivers are those of the suite. */
async function usesService(subject: NotifierCase): Promise<boolean> {
  await sendAll(subject).catch(() => undefined);
  return subject.service.requests.length > 0;
}

export const notifierChecks: readonly NotifierCheck[] = [
  {
    name: 'declares what hub must know without it',
    at: 'NotifierDefaults',
    contract: 'Static part, read by hub from the plugin’s manifest without its code running.',
    wayOut:
      'Give `notifier.id` the id of what `create` makes, `events` at least one, and a `key` of small letters.',
    run({ defaults, notifier }) {
      expect(defaults.id, 'the id of the declaration').toBe(notifier.id);
      expect(defaults.events.length, 'events').toBeGreaterThan(0);
      if (defaults.key !== null) expect(defaults.key).toMatch(/^[a-z][a-z0-9_]*$/);
      if (defaults.key === null)
        expect(defaults.always, 'without a key it always applies').toBe(true);
    },
  },
  {
    name: 'finds the same receivers each time',
    at: 'Notifier.targets',
    contract: 'Receivers of one entry for one notice. Pure.',
    wayOut:
      'Answer from the entry and the notice alone: no clock, no chance, no memory, plain data.',
    async run(subject) {
      const targets = await targetsOf(subject, freeze(structuredClone(subject.entry.config)));
      expect(targets.length, 'receivers of the entry').toBeGreaterThan(0);
      expect(await targetsOf(subject)).toEqual(targets);
      expect(JSON.parse(JSON.stringify(targets))).toEqual(targets);
    },
  },
  {
    name: 'gives each receiver a key of its own, and one receiver one key',
    at: 'Target.key',
    contract: '`key` identifies it in the notification table.',
    wayOut: 'Leave out receivers that are named twice; different ones need different keys.',
    async run(subject) {
      const { config } = subject.entry;
      for (const each of [config, twice(config)]) {
        const keys = (await targetsOf(subject, each)).map(({ key }) => key);
        expect(new Set(keys).size, `keys ${keys.join(', ')}`).toBe(keys.length);
      }
      expect((await targetsOf(subject, twice(config))).length).toBe(
        (await targetsOf(subject)).length,
      );
    },
  },
  {
    name: 'keeps addresses that are secrets out of keys',
    at: 'Target.key',
    contract: '`key` identifies it in the notification table; never a secret.',
    wayOut: 'Take a hash of the address for its key: whoever has the address of a hook can use it.',
    async run(subject) {
      const addresses = texts(subject.entry.config).filter(isSecretAddress);
      for (const { key } of await targetsOf(subject))
        for (const address of addresses) {
          const { pathname, search } = new URL(address);
          const secret = pathname + search;
          expect(key, 'the key holds an address').not.toContain(address);
          if (secret.length > 3) expect(key, 'the key holds an address').not.toContain(secret);
        }
    },
  },
  {
    name: 'takes an entry that says nothing',
    at: 'Notifier.targets',
    contract: 'Receivers of one entry for one notice.',
    wayOut: 'Answer an empty list where the entry names nobody.',
    run: async (subject) => {
      expect(await targetsOf(subject, {})).toBeInstanceOf(Array);
    },
  },
  {
    name: 'gets entries that its key of .travis.yml can produce',
    at: 'yml',
    contract:
      'A notifier’s entry is always a map: a kind that may be written short says with `prefix` which key that stands for.',
    wayOut: 'Define the key at `notifications` as a map with the keys that `targets` reads.',
    skip: ({ plugin }) => (plugin ? undefined : 'only the static part was given'),
    run({ plugin, defaults, entry }) {
      const own = (plugin?.definition.yml ?? []).filter(({ at }) => at === 'notifications');
      const node = own
        .map(({ keys }) => (defaults.key ? keys[defaults.key] : undefined))
        .find(Boolean);
      if (defaults.key === null) return;
      expect(node, `the key ${defaults.key} at notifications`).toBeDefined();
      if (!node || node.type === 'shared') return;
      const form = notificationForm(node);
      expect(form, 'what is written short is put under no key').toBeDefined();
      const { keys = {}, any_key: other } = form?.map ?? {};
      if (other) return;
      const unknown = Object.keys(entry.config).filter((key) => !Object.hasOwn(keys, key));
      expect(unknown, 'keys of the entry that nobody can write').toEqual([]);
    },
  },
  {
    name: 'sends to each receiver',
    at: 'Notifier.send',
    contract: 'Sends the notice to one receiver.',
    wayOut: 'Send, and wait until the service has answered, before `send` resolves.',
    async run(subject) {
      const { service } = subject;
      const count = async () => (await subject.received?.()) ?? service.requests.length;
      const before = await count();
      await sendAll(subject);
      expect(await count(), 'messages that arrived').toBe(
        before + (await targetsOf(subject)).length,
      );
    },
  },
  {
    name: 'lets a receiver know a message that comes again',
    at: 'Notifier.send',
    contract: '`deliveryId` is stable over retries.',
    wayOut: 'Send the `deliveryId` that was given, in place of one of your own.',
    async run(subject) {
      const { service } = subject;
      const [target] = await targetsOf(subject);
      if (!target || !(await usesService(subject))) return;
      const send = async () => {
        await subject.notifier.send(target, subject.notice, 'delivery-of-old', toolsOf(subject));
        return JSON.stringify(service.requests.at(-1));
      };
      const [first, second] = [await send(), await send()];
      if (first.includes('delivery-of-old')) expect(second).toContain('delivery-of-old');
      else expect(second, 'the same message, sent again').toBe(first);
    },
  },
  ...[400, 404, 410].map((status): NotifierCheck => ({
    name: `does not take ${status} for an answer, and gives up`,
    at: 'Notifier.send',
    contract: 'Throws ExternalHostError (retried with backoff) or any other error (given up).',
    wayOut: `Look at the answer’s status; throw an InputError for ${status}, which another try does not change.`,
    async run(subject) {
      if (!(await usesService(subject))) return;
      const error = await thrownAt(subject, status);
      expect(error, `what was thrown at ${status}`).toBeInstanceOf(Error);
      expect(isWorthAnotherTry(error), `${status} is retried`).toBe(false);
    },
  })),
  ...[429, 500, 503].map((status): NotifierCheck => ({
    name: `tries again later at ${status}`,
    at: 'Notifier.send',
    contract: 'Throws ExternalHostError (retried with backoff) or any other error (given up).',
    wayOut: `Throw ExternalHostError for ${status}: the service will be well again.`,
    async run(subject) {
      if (!(await usesService(subject))) return;
      const error = await thrownAt(subject, status);
      expect(error, `what was thrown at ${status}`).toBeInstanceOf(Error);
      expect(isWorthAnotherTry(error), `${status} is given up`).toBe(true);
    },
  })),
  {
    name: 'tells a failure that is worth another try from one that is not',
    at: 'Notifier.send',
    contract: 'Throws ExternalHostError (retried with backoff) or any other error (given up).',
    wayOut: 'Throw ExternalHostError where nobody answers.',
    skip: ({ unreachable }) => (unreachable ? undefined : 'no unreachable target was given'),
    async run(subject) {
      const { notifier, notice, unreachable } = subject;
      const error: unknown = await notifier
        .send(unreachable!, notice, 'd-unreachable', toolsOf(subject))
        .catch((thrown: unknown) => thrown);
      expect(isWorthAnotherTry(error), 'a receiver that is not there is given up').toBe(true);
    },
  },
];

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const below of Object.values(value)) freeze(below);
  return Object.freeze(value);
}

/** Each list with all that is in it a second time. */
function twice(config: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      key,
      Array.isArray(value) ? [...(value as unknown[]), ...(value as unknown[])] : value,
    ]),
  );
}

function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(texts);
}

const isSecretAddress = (text: string): boolean =>
  /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).pathname !== '/';
