import { describe, expect, it } from 'vitest';
import { notificationForm, notificationFormProblems } from '../contracts/notification-form.js';
import type { KeyNode } from '../contracts/yml-keys.js';

const text: KeyNode = { type: 'str' };
const list: KeyNode = { type: 'seq', items: text };
const map = (...keys: string[]): KeyNode => ({
  type: 'map',
  keys: Object.fromEntries(keys.map((key) => [key, text])),
});
const any = (...any_of: KeyNode[]): KeyNode => ({ type: 'any', any_of });

describe('the form of a kind of notifications', () => {
  it.each<[string, KeyNode, string | undefined]>([
    ['a map alone', map('a', 'b'), undefined],
    ['its only key is what a list means', any(map('to'), list), 'to'],
    [
      'the key that it names',
      any({ ...map('a', 'b'), prefix: { key: 'b' } } as KeyNode, list),
      'b',
    ],
    ['a switch needs none', any(map('a', 'b'), { type: 'bool' }), undefined],
  ])('%s', (_what, node, main) => {
    expect(notificationForm(node)?.main).toBe(main);
    expect(notificationForm(node)).toBeDefined();
  });

  it.each<[string, KeyNode]>([
    ['a list', list],
    ['a text', text],
    ['several lists', any(list, text)],
    ['a map of several keys with a list', any(map('a', 'b'), list)],
  ])('is a problem of its plugin where %s would reach the notifier empty', (_what, node) => {
    const keys = { at: 'notifications', keys: { huddle: node } } as const;
    const [problem] = notificationFormProblems([{ plugin: 'notify-huddle', keys }]);
    expect(problem?.code).toBe('TURNPIKE_YML_KEY_FORM');
    expect(problem?.message).toContain('notify-huddle');
    expect(problem?.details.wayOut).toContain('prefix');
  });
});
