import { describe, expect, it } from 'vitest';
import type { Build, JsonValue, NotifierDefaults } from '@turnpike/sdk';
import { noticesOf } from './notify-build.js';
import { loud } from './testing/test-hub.js';

const email: NotifierDefaults = {
  ...loud,
  id: 'email',
  key: 'email',
  events: ['finished', 'canceled'],
  onSuccess: 'change',
  onStart: 'never',
  pullRequests: false,
  always: true,
  autoCanceled: false,
};
const slack: NotifierDefaults = { ...loud, id: 'slack', key: 'slack', always: false };

function build(notifications: JsonValue | undefined, patch: Partial<Build> = {}): Build {
  const config = notifications === undefined ? {} : { notifications };
  const base = { state: 'passed', previousState: null, eventType: 'push', autoCanceledBy: null };
  return { ...base, ...patch, config } as Build;
}
const entries = (
  notifier: NotifierDefaults,
  notifications?: JsonValue,
  patch: Partial<Build> = {},
  event: 'started' | 'finished' | 'canceled' = 'finished',
): number[] =>
  noticesOf(notifier, build(notifications, patch), event).map((notice) => notice.entry);

describe('which notifications are written', () => {
  it('asks a notifier without key always, whatever is configured', () => {
    expect(entries(loud, false)).toEqual([-1]);
    expect(entries(loud, undefined, { eventType: 'pull_request' }, 'started')).toEqual([-1]);
  });

  it('asks others by their entries only', () => {
    expect(entries(slack)).toEqual([]);
    expect(entries(slack, { slack: [{ rooms: ['a'] }, { rooms: ['b'], enabled: false }] })).toEqual(
      [0],
    );
    expect(entries(slack, { slack: { rooms: ['a'] } })).toEqual([0]);
    expect(entries(slack, { slack: false })).toEqual([]);
    expect(entries(slack, { slack: [{ disabled: true }] })).toEqual([]);
  });

  it('mails without an entry, unless switched off', () => {
    expect(entries(email)).toEqual([-1]);
    expect(entries(email, { email: true })).toEqual([-1]);
    expect(entries(email, { email: false })).toEqual([]);
    expect(entries(email, { email: [{ enabled: false }] })).toEqual([]);
    expect(entries(email, false)).toEqual([]);
    expect(entries(email, { on_success: 'never' })).toEqual([]);
    expect(entries(email, undefined, { eventType: 'pull_request' })).toEqual([]);
    expect(entries(email, undefined, {}, 'started')).toEqual([]);
  });

  it('lets an entry decide about pull requests', () => {
    const patch = { eventType: 'pull_request' } as const;
    expect(entries(slack, { slack: [{ on_pull_requests: false }, {}] }, patch)).toEqual([1]);
  });

  it.each([
    ['passed', null, true],
    ['passed', 'passed', false],
    ['passed', 'failed', true],
    ['failed', 'failed', false],
    ['failed', 'passed', true],
    ['errored', null, true],
    ['canceled', 'errored', false],
  ] as const)('takes %s after %s for a change: %s', (state, previousState, expected) => {
    const rules = { on_success: 'change', on_failure: 'change', on_error: 'change' };
    const entry = { ...rules, on_cancel: 'change' };
    const event = state === 'canceled' ? 'canceled' : 'finished';
    expect(entries(slack, { slack: [entry] }, { state, previousState }, event)).toEqual(
      expected ? [0] : [],
    );
  });

  it('obeys always and never, also as yes and no', () => {
    const one = (entry: JsonValue, patch: Partial<Build>) =>
      entries(slack, { slack: [entry] }, patch);
    expect(one({ on_success: false }, { state: 'passed' })).toEqual([]);
    expect(one({ on_failure: 'never' }, { state: 'failed' })).toEqual([]);
    expect(one({ on_failure: 'never' }, { state: 'passed' })).toEqual([0]);
    expect(entries(email, { email: [{ on_success: true }] }, { previousState: 'passed' })).toEqual([
      0,
    ]);
  });

  it('keeps superseded builds from those who do not want to hear of them', () => {
    const patch = { state: 'canceled', autoCanceledBy: 5 } as const;
    expect(entries(email, undefined, patch, 'canceled')).toEqual([]);
    expect(entries(slack, { slack: [{}] }, patch, 'canceled')).toEqual([0]);
  });
});
