import { existsSync, readFileSync } from 'node:fs';
import type { KeyNode, YmlKeys } from '@turnpike/sdk';
import { installedKeys } from '@turnpike/sdk/testing';
import { describe, expect, it } from 'vitest';
import { createConfigCompiler } from '../compiler.js';
import { axisNames } from '../matrix/axes.js';
import { checkContributions, composeSchema } from './compose.js';

const facts = new URL(
  '../../../../../shared/conformance/config/schema-facts.json',
  import.meta.url,
);
const axis = (language: string): KeyNode => ({
  type: 'any',
  flags: ['expand'],
  only: { language: [language] },
  any_of: [{ type: 'seq', normal: true, items: { type: 'str' } }, { type: 'str' }],
});
const zig: YmlKeys = {
  at: 'root',
  keys: { zig: axis('zig') },
  language: { value: 'zig', aliases: ['ziglang'] },
};
const shipped = await installedKeys();
const mine = (keys: readonly YmlKeys[]) => [
  ...shipped,
  ...keys.map((one) => ({ plugin: 'mine', keys: one })),
];
const lint = (text: string, keys: readonly YmlKeys[] = []) =>
  createConfigCompiler(mine(keys)).lint({ text });

type Facts = { [name: string]: Record<string, unknown> };

/** Without the words for people, and what acts where. */
function worded(node: object): Record<string, unknown> {
  const {
    summary: _summary,
    acts: _acts,
    inert: _inert,
    ...rest
  } = node as Record<string, unknown>;
  return rest;
}

/** The fact sheet's table as one tree; alternatives of a single form are that form. Words for people are left out. */
function treeOf(nodes: Facts, ref: unknown): unknown {
  const node: Record<string, unknown> =
    typeof ref === 'string' ? { ...nodes[ref] } : { ...(ref as object) };
  const { any_of: options, items, any_key: anyKey, keys, values, ...others } = node;
  const rest = {
    ...worded(others),
    ...(values !== undefined && { values: (values as object[]).map(worded) }),
  };
  const inner = (options as unknown[] | undefined)?.map((one) => treeOf(nodes, one));
  if (inner?.length === 1)
    return { ...(inner[0] as object), ...rest, type: (inner[0] as { type: string }).type };
  return {
    ...rest,
    ...(inner && { any_of: inner }),
    ...(items !== undefined && { items: treeOf(nodes, items) }),
    ...(anyKey !== undefined && { any_key: treeOf(nodes, anyKey) }),
    ...(keys !== undefined && {
      keys: Object.fromEntries(
        Object.entries(keys as object).map(([key, one]) => [key, treeOf(nodes, one)]),
      ),
    }),
  };
}

describe('the schema', () => {
  it.skipIf(!existsSync(facts))(
    'of all shipped plugins equals the facts, but for two marks of the root that mean nothing',
    () => {
      const { nodes, expand_keys_in_order: order } = JSON.parse(readFileSync(facts, 'utf8')) as {
        nodes: Facts;
        expand_keys_in_order: string[];
      };
      const {
        deprecated: _deprecated,
        flags: _flags,
        ...expected
      } = treeOf(nodes, 'root') as Record<string, unknown>;
      const composed = composeSchema(shipped);
      expect(treeOf({}, composed)).toEqual(expected);
      expect(axisNames(composed)).toEqual(order);
    },
  );

  it('puts a plugin’s axis after Travis’s and before env', async () => {
    const names = axisNames(composeSchema(mine([zig])));
    expect(names.slice(-3)).toEqual(['smalltalk_vm', 'zig', 'env']);
    const { jobs, messages } = await lint('language: ziglang\nzig: [0.10, 0.11]\nenv: [A=1, A=2]', [
      zig,
    ]);
    expect(jobs.map(({ zig: version, env }) => [version, env])).toEqual([
      ['0.10', [{ A: '1' }]],
      ['0.10', [{ A: '2' }]],
      ['0.11', [{ A: '1' }]],
      ['0.11', [{ A: '2' }]],
    ]);
    expect(messages.map(({ code }) => code)).not.toContain('unknown_key');
  });

  it('knows the key in job entries, too, as a single value', async () => {
    const { config } = await lint('language: zig\njobs: {include: [{zig: [0.10, 0.11]}]}', [zig]);
    expect(config['jobs']).toEqual({ include: [{ zig: '0.10' }] });
  });

  it('adds providers with the common keys, add-ons and kinds of notifications', async () => {
    const { messages } = await lint(
      'deploy: {provider: moon, orbit: low, on: main}\naddons: {lamp: bright}',
      [
        {
          at: 'deploy',
          keys: { moon: { type: 'map', strict: true, keys: { orbit: { type: 'str' } } } },
        },
        { at: 'addons', keys: { lamp: { type: 'str' } } },
      ],
    );
    expect(messages.filter(({ code }) => code !== 'default')).toEqual([]);
  });

  it('joins a key defined alike, and the languages that share one', () => {
    const shared: YmlKeys = {
      at: 'root',
      keys: { zig: { type: 'shared' } },
      language: { value: 'zag' },
    };
    const root = composeSchema([
      { plugin: 'one', keys: zig },
      { plugin: 'two', keys: { at: 'root', keys: { zig: axis('zog') } } },
      { plugin: 'three', keys: shared },
    ]);
    expect(root.keys?.['zig']?.only).toEqual({ language: ['zig', 'zog', 'zag'] });
  });

  it('names both plugins where a key is defined differently', () => {
    const other: YmlKeys = { at: 'root', keys: { zig: { type: 'num' } } };
    const both = [
      { plugin: 'one', keys: zig },
      { plugin: 'two', keys: other },
    ];
    expect(() => checkContributions(both)).toThrow(/one and two define the key zig/);
    const ours: YmlKeys = { at: 'root', keys: { script: { type: 'num' } } };
    expect(() => checkContributions([{ plugin: 'two', keys: ours }])).toThrow(/travis-yml and two/);
  });

  it('refuses to share what nobody defines', () => {
    const keys: YmlKeys = { at: 'root', keys: { nothing: { type: 'shared' } } };
    expect(() => checkContributions([{ plugin: 'two', keys }])).toThrow(/no plugin defines/);
  });
});

describe('short forms of what plugins add', () => {
  const text = { type: 'str' } as const;
  const list = { type: 'seq', normal: true, items: text } as const;
  const map = (keys: KeyNode[], prefix?: string): KeyNode => ({
    type: 'map',
    strict: true,
    keys: Object.fromEntries(keys.map((node, index) => ['ab'[index] as string, node])),
    ...(prefix && { prefix: { key: prefix } }),
  });
  const any = (...any_of: KeyNode[]): KeyNode => ({ type: 'any', any_of });

  it.each<[string, KeyNode, string, unknown]>([
    ['an address', any(map([list]), list, text), 'north', [{ a: ['north'] }]],
    [
      'several',
      any(map([list]), list, text),
      '[north, south]',
      [{ a: ['north'] }, { a: ['south'] }],
    ],
    ['a map', any(map([list]), list, text), '{a: north}', [{ a: ['north'] }]],
    ['the named key', any(map([text, list], 'b'), list), '[x]', [{ b: ['x'] }]],
  ])('reach a notifier as a map: %s', async (_what, node, yml, expected) => {
    const keys: YmlKeys = { at: 'notifications', keys: { pigeon: node } };
    const { config } = await lint(`notifications: {pigeon: ${yml}}`, [keys]);
    expect(
      (config as Record<string, Record<string, unknown>>)['notifications']?.['pigeon'],
    ).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['{a: [x], b: 3}', { a: ['x'], b: 3 }],
    ['[x, y]', { a: ['x', 'y'] }],
    ['x', { a: ['x'] }],
  ])('reach an add-on as a map: %s', async (yml, expected) => {
    const node = any(map([list, { type: 'num' }], 'a'), list, text);
    const keys: YmlKeys = { at: 'addons', keys: { wait_for: node } };
    const { config, messages } = await lint(`addons: {wait_for: ${yml}}`, [keys]);
    expect((config as Record<string, Record<string, unknown>>)['addons']?.['wait_for']).toEqual(
      expected,
    );
    expect(messages.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
