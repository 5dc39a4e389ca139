import { describe, expect, it } from 'vitest';
import { manyToken, optional, singleToken, type Token } from '../contracts/tokens.js';
import { planTokens } from './check-tokens.js';
import { createContainer } from './container.js';

const a = singleToken<string>('a');
const b = singleToken<string>('b');
const list = manyToken<string>('list');
const user = (plugin: string, requires: readonly Token[], offers: readonly Token[] = []) => ({
  plugin,
  requires,
  offers,
});
const plan = (...users: readonly ReturnType<typeof user>[]) => {
  const { order, problems } = planTokens(users, new Map([['ready', 'core']]));
  return {
    order: order.map(({ plugin }) => plugin),
    problems: problems.map(
      ({ code, details }) => `${code} ${details.plugin} ${details.token ?? ''}`,
    ),
  };
};

describe('the order of plugins', () => {
  it('puts providers before their users, else keeps what was given', () => {
    expect(plan(user('3', [b]), user('1', []), user('2', [a], [b]), user('4', [], [a]))).toEqual({
      order: ['1', '4', '2', '3'],
      problems: [],
    });
  });

  it('lets a circle pass that a live list closes, with the hard edge kept', () => {
    expect(plan(user('shop', [list], [a]), user('part', [a], [list]))).toEqual({
      order: ['shop', 'part'],
      problems: [],
    });
  });

  it('names circles, also through optional tokens, and what is missing or there twice', () => {
    expect(plan(user('x', [optional(a)], [b]), user('y', [b], [a])).problems).toEqual([
      'TURNPIKE_TOKEN_CIRCULAR x ',
    ]);
    expect(
      plan(user('x', [a, optional(b), list]), user('y', [], [singleToken('ready')])).problems,
    ).toEqual(['TURNPIKE_TOKEN_MISSING x a', 'TURNPIKE_TOKEN_DUPLICATE y ready']);
  });
});

describe('the container', () => {
  it('makes a value once, refuses a second provider, and takes one after the first is gone', () => {
    const container = createContainer();
    let made = 0;
    const undo = container.provide(a, 'one', () => `${(made += 1)}`);
    expect([container.resolve(a), container.resolve(a), made]).toEqual(['1', '1', 1]);
    expect(() => container.provide(a, 'two', () => 'x')).toThrow('provided by one and by two');
    undo();
    expect(container.resolve(optional(a))).toBeUndefined();
    expect(() => container.resolve(a)).toThrow('Nothing provides the token a');
    container.provide(a, 'two', () => 'x');
    expect([container.resolve(a), container.providerOf(a)]).toEqual(['x', 'two']);
  });

  it('hands out lists that follow their providers', () => {
    const container = createContainer();
    const before = container.resolve(list);
    expect(before).toEqual([]);
    const undo = container.provide(list, 'one', () => '1');
    container.provide(list, 'two', () => '2');
    expect(before).toEqual(['1', '2']);
    undo();
    undo();
    expect(before).toEqual(['2']);
    expect(container.resolve(list)).toBe(before);
  });

  it('keeps containers apart', () => {
    createContainer().provide(a, 'one', () => '1');
    expect(createContainer().resolve(optional(a))).toBeUndefined();
  });
});
