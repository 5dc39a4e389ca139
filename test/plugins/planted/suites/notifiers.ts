/** A notifier that keeps its contract, and mistakes in it. */
import { createHash, randomUUID } from 'node:crypto';
import {
  definePlugin,
  ExternalHostError,
  InputError,
  type Notifier,
  type NotifierDefaults,
} from '@turnpike/sdk';
import { any, list, map, text } from '@turnpike/sdk/yml';
import type { NotifierSubject } from '@turnpike/sdk/conformance';
import type { ReceivingService } from '@turnpike/sdk/conformance';
import type { PlantedIn } from './broken-by.js';

const urlsOf = (config: Readonly<Record<string, unknown>>): string[] =>
  [config['urls'] ?? []].flat().filter((one) => typeof one === 'string');
const keyOf = (url: string): string => createHash('sha256').update(url).digest('hex').slice(0, 12);

export const pigeon: Notifier = {
  id: 'pigeon',
  targets: ({ config }) =>
    [...new Set(urlsOf(config))].map((url) => ({ key: keyOf(url), data: { url } })),
  async send({ data }, { sentence }, deliveryId) {
    const answer = await fetch(String(data['url']), {
      method: 'POST',
      headers: { 'x-delivery-id': deliveryId },
      body: sentence,
    }).catch((error: unknown) => {
      throw new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', 'Nobody answers.', {}, error);
    });
    if (answer.ok) return;
    if (answer.status >= 500 || answer.status === 429)
      throw new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', 'Not now.');
    throw new InputError('TURNPIKE_INPUT_INVALID', 'Never.');
  },
};
const told: NotifierDefaults = {
  id: 'pigeon',
  key: 'pigeon',
  events: ['finished'],
  onSuccess: 'always',
  onFailure: 'always',
  onStart: 'never',
  onCancel: 'never',
  onError: 'always',
  pullRequests: false,
  always: false,
};
const urls = any([map({ urls: list(text) }, { prefix: { key: 'urls' } }), list(text), text]);
export const pluginOf = (notifier = told, keys: object = { pigeon: urls }) =>
  definePlugin({
    id: 'notify-pigeon',
    summary: 'Sends.',
    notifier,
    yml: [{ at: 'notifications', keys: keys as never }],
  });

export const subjectOf =
  (notifier: Notifier) =>
  async (service: ReceivingService): Promise<NotifierSubject> => ({
    notifier,
    entry: { config: { urls: [`${service.url}/hooks/one`, `${service.url}/hooks/two`] } },
    unreachable: { key: 'nobody', data: { url: 'http://127.0.0.1:1/' } },
    dispose: async () => undefined,
  });

interface NotifierFlaw {
  readonly notifier?: Partial<Notifier>;
  readonly plugin?: ReturnType<typeof pluginOf>;
}
const quietly: Notifier['send'] = (...all) => pigeon.send(...all).catch(() => undefined);

export const plantedNotifiers: readonly PlantedIn<NotifierFlaw>[] = [
  {
    what: 'the address of a hook as key',
    at: 'Target.key',
    flaw: {
      notifier: {
        targets: ({ config }) =>
          [...new Set(urlsOf(config))].map((url) => ({ key: url, data: { url } })),
      },
    },
  },
  {
    what: 'one receiver twice',
    at: 'Target.key',
    flaw: {
      notifier: {
        targets: ({ config }) =>
          urlsOf(config).map((url, index) => ({ key: `${index}`, data: { url } })),
      },
    },
  },
  {
    what: 'one key for all receivers',
    at: 'Target.key',
    flaw: {
      notifier: {
        targets: ({ config }) => urlsOf(config).map((url) => ({ key: 'all', data: { url } })),
      },
    },
  },
  {
    what: '404 counts as sent',
    at: 'Notifier.send',
    flaw: {
      notifier: {
        send: (...all) =>
          pigeon.send(...all).catch((error: unknown) => {
            if (!(error instanceof InputError)) throw error;
          }),
      },
    },
  },
  {
    what: '500 is given up',
    at: 'Notifier.send',
    flaw: {
      notifier: {
        send: (...all) =>
          pigeon.send(...all).catch((error: unknown) => {
            throw error instanceof ExternalHostError && error.message === 'Not now.'
              ? new InputError('TURNPIKE_INPUT_INVALID', 'No.')
              : error;
          }),
      },
    },
  },
  {
    what: 'a receiver that is away is given up',
    at: 'Notifier.send',
    flaw: {
      notifier: {
        send: (...all) =>
          pigeon.send(...all).catch((error: Error) => {
            throw error.message === 'Nobody answers.' ? new Error('away') : error;
          }),
      },
    },
  },
  {
    what: 'every failure is kept quiet',
    at: 'Notifier.send',
    flaw: { notifier: { send: quietly } },
  },
  {
    what: 'a delivery id of its own',
    at: 'Notifier.send',
    flaw: {
      notifier: {
        send: (target, notice, _id, tools) => pigeon.send(target, notice, randomUUID(), tools),
      },
    },
  },
  {
    what: 'nothing is sent',
    at: 'Notifier.send',
    flaw: { notifier: { send: async () => undefined } },
  },
  {
    what: 'receivers by chance',
    at: 'Notifier.targets',
    flaw: { notifier: { targets: () => [{ key: randomUUID(), data: {} }] } },
  },
  {
    what: 'an entry without addresses throws',
    at: 'Notifier.targets',
    flaw: {
      notifier: {
        targets: ({ config }) =>
          (config['urls'] as string[]).map((url) => ({ key: keyOf(url), data: { url } })),
      },
    },
  },
  {
    what: 'a key of .travis.yml that cannot produce the entry',
    at: 'yml',
    flaw: { plugin: pluginOf(told, { pigeon: map({ addresses: list(text) }) }) },
  },
  {
    what: 'a short form that is put under no key',
    at: 'yml',
    flaw: {
      plugin: pluginOf(told, { pigeon: any([map({ urls: list(text), from: text }), list(text)]) }),
    },
  },
  { what: 'no key of .travis.yml at all', at: 'yml', flaw: { plugin: pluginOf(told, {}) } },
  {
    what: 'another id in the declaration',
    at: 'NotifierDefaults',
    flaw: { plugin: pluginOf({ ...told, id: 'dove' }) },
  },
];
