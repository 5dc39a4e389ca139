/** What the chart's schema takes and refuses, and that documents and defaults keep to it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { z } from 'zod';
import { chartValues } from '../../scripts/chart/values.js';
import { seedShape } from '../../scripts/chart/seed-values.js';
import { chart, hasHelm, refusal, render, sets } from './support/chart.js';

const defaults: unknown = parse(readFileSync(join(chart, 'values.yaml'), 'utf8'));

const ROLES = [
  ...[
    'single',
    'listener',
    'gatekeeper',
    'scheduler',
    'hub',
    'logs',
    'tasks',
    'api',
    'live',
    'web',
  ],
  ...['cron', 'storageRole', 'brokerRole', 'worker'],
];

type Shape = Readonly<Record<string, z.ZodType>>;
const shapeOf = (schema: unknown): Shape | undefined => {
  const inner = (schema as z.ZodOptional<z.ZodType>).def?.innerType ?? schema;
  return (inner as { readonly shape?: Shape }).shape;
};

/** Paths of all keys without keys of their own. */
function pathsOf(schema: unknown): readonly string[] {
  return Object.entries(shapeOf(schema) ?? {}).flatMap(([key, below]) =>
    shapeOf(below) ? pathsOf(below).map((path) => `${key}.${path}`) : [key],
  );
}

const isThere = (path: string): boolean => {
  let at: unknown = defaults;
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null || !(key in at)) return false;
    at = (at as Record<string, unknown>)[key];
  }
  return true;
};

describe('the defaults', () => {
  it('are values that the schema takes', () => {
    expect(chartValues.safeParse(defaults).error?.issues).toBeUndefined();
  });

  it('stand in values.yaml for every key; roles have theirs from `defaults`', () => {
    const inherited = new Set(pathsOf(chartValues.shape.defaults));
    expect(inherited.size).toBeGreaterThan(30);
    const missing = pathsOf(chartValues).filter((path) => {
      const [first = '', ...rest] = path.split('.');
      return !isThere(path) && !(ROLES.includes(first) && inherited.has(rest.join('.')));
    });
    expect(missing.toSorted()).toEqual(Object.keys(seedShape).toSorted());
  });
});

it('knows the keys at the top that the notes know', () => {
  const template = readFileSync(join(chart, 'templates/_seed.tpl'), 'utf8');
  const [, keys = ''] = /define "turnpike\.knownKeys" -}}\n(.*)\n/.exec(template) ?? [];
  expect(keys.split(' ').toSorted()).toEqual(Object.keys(chartValues.shape).toSorted());
});

describe.skipIf(!hasHelm)('the schema', () => {
  it.each([
    ['a misspelt key of a role', { api: { replica: 3 } }, /api.*'replica'|'replica' not allowed/s],
    ['one deep below', { api: { pdb: { enable: true } } }, /enable/],
    ['one of a pool', { worker: { pools: [{ name: 'a', slot: 1 }] } }, /slot/],
    ['one of the image', { image: { name: 'x' } }, /name/],
    ['a wrong type', { api: { replicas: 'three' } }, /replicas.*(integer|got string)/s],
    ['another mode', { mode: 'double' }, /mode/],
    ['a name that is none', { worker: { pools: [{ name: 'A b' }] } }, /name/],
    ['a pool without a name', { worker: { pools: [{ slots: 1 }] } }, /name/],
  ])('refuses %s', (_name, values, words) => {
    expect(refusal(values)).toMatch(words);
  });

  it.each([
    ['keys of a parent chart', { global: { foo: 'bar' }, enabled: true, tags: {} }],
    ['any configuration', { config: { whatever: { a: [1] } } }],
  ])('takes %s', (_name, values) => {
    expect(render(values).length).toBeGreaterThan(5);
  });

  it('says what helm says of all sets', () => {
    for (const values of Object.values(sets)) {
      expect(chartValues.safeParse(values).error?.issues).toBeUndefined();
      expect(render(values).length).toBeGreaterThan(5);
    }
  });
});
