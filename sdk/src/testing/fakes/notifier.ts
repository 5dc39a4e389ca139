import type { BuildNotice, Notifier, NotifierDefaults, Target } from '@turnpike/core/contracts';
import { hostFailure, type HostFailure } from './failures.js';

/** A message that a notifier was to send. @stable */
export interface SentNotice {
  /** Whom it was for. */
  readonly target: Target;
  /** What of. */
  readonly notice: BuildNotice;
  /** The same over retries. */
  readonly deliveryId: string;
}

/** A notifier that keeps what it is to send. @stable */
export interface FakeNotifier extends Notifier {
  /** All that arrived, in order. */
  readonly sent: readonly SentNotice[];
  /** What it declares to hub: key `fake`, told of every build's end. */
  readonly defaults: NotifierDefaults;
  /** Sending fails so, until `heal`. */
  fail(how?: HostFailure): void;
  /** Sending succeeds again. */
  heal(): void;
}

/** Receivers are the texts under `to` of an entry. Passes `notifierConformance`. @stable */
export function fakeNotifier(id = 'fake'): FakeNotifier {
  const sent: SentNotice[] = [];
  let failure: HostFailure | undefined;
  return {
    id,
    defaults: defaultsOf(id),
    sent,
    targets: ({ config }) =>
      [...new Set([config['to'] ?? []].flat())]
        .filter((to) => typeof to === 'string')
        .map((to) => ({ key: to, data: {} })),
    async send(target, notice, deliveryId) {
      if (failure !== undefined) throw hostFailure(failure, target.key);
      sent.push({ target, notice, deliveryId });
    },
    fail: (how = 'refused') => void (failure = how),
    heal: () => void (failure = undefined),
  };
}

function defaultsOf(id: string): NotifierDefaults {
  return {
    id,
    key: id,
    events: ['finished'],
    onSuccess: 'always',
    onFailure: 'always',
    onStart: 'never',
    onCancel: 'always',
    onError: 'always',
    pullRequests: true,
    always: false,
  };
}
