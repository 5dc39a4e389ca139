import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EVENT_IDS, EVENT_NAMES, HOOK_KINDS, type HookName } from '@turnpike/core/contracts';
import * as testing from './index.js';

/** Types of `domain.ts` that are parts of others, which have them. */
const PARTS = ['RepositorySettings', 'RequestConfig', 'JobNeeds', 'WorkerOffers'];
/** Builders whose name is not that of their type. */
const NAMED: Readonly<Record<string, string>> = {
  BuildRequest: 'requestRecord',
  ConfigMessageRow: 'configMessageRecord',
  HostAppRow: 'hostAppRecord',
  RawConfigRow: 'rawConfigRecord',
  WorkerInfo: 'workerRecord',
  AuditEntry: 'auditRecord',
};

it('has a builder of every record of the platform', () => {
  const path = new URL('../../../core/src/contracts/domain.ts', import.meta.url);
  const types = [...readFileSync(path, 'utf8').matchAll(/^export interface (\w+)/gm)]
    .map(([, name = '']) => name)
    .filter((name) => !PARTS.includes(name));
  expect(types.length).toBeGreaterThan(20);
  const missing = types.filter((name) => {
    const builder = NAMED[name] ?? `${name.charAt(0).toLowerCase()}${name.slice(1)}Record`;
    return !(builder in testing);
  });
  expect(missing).toEqual([]);
});

describe('what hooks are asked with', () => {
  it.each(Object.keys(HOOK_KINDS) as HookName[])('%s: nothing is left out', (name) => {
    const given: readonly unknown[] = testing.hookArguments(name);
    for (const one of given)
      for (const value of Object.values(one as object)) expect(value).not.toBeUndefined();
    const again: readonly unknown[] = testing.hookArguments(name);
    for (const [index, one] of given.entries()) expect(again[index]).not.toBe(one);
  });

  it('takes what the test names', () => {
    expect(testing.limitContext({ queue: 'gpu' }).queue).toBe('gpu');
    expect(Buffer.from(testing.logFilterContext({ text: 'a' }).bytes).toString()).toBe('a');
    expect(testing.accessContext({ action: 'admin' })).toMatchObject({ action: 'admin' });
  });
});

it('has the payload of every event, with the id that stands in its topic', () => {
  for (const name of EVENT_NAMES) expect(testing.eventData(name)).toHaveProperty(EVENT_IDS[name]);
  expect(testing.eventData('build:finished', { state: 'failed' }).state).toBe('failed');
});

it('has requests of any body', async () => {
  const posted = testing.httpExchange({ method: 'POST', body: { a: 1 } });
  expect(await posted.json()).toEqual({ a: 1 });
  expect(Buffer.from(await posted.bytes()).toString()).toBe('{"a":1}');
  const blocks = [];
  for await (const block of testing.httpExchange({ body: 'x' }).stream()) blocks.push(block);
  expect(blocks).toHaveLength(1);
});

it.each([
  ['pushEvent', testing.pushEvent({ branch: 'topic' }), { ref: 'refs/heads/topic' }],
  ['repoAccess', testing.repoAccess(), { credential: null }],
  ['commitInfo', testing.commitInfo({ message: 'm' }), { message: 'm' }],
  ['commitStatus', testing.commitStatus({ state: 'error' }), { state: 'error' }],
  ['rawDelivery', testing.rawDelivery({ hint: '1' }), { hint: '1' }],
  [
    'instanceSpec',
    testing.instanceSpec({ run: { jobId: 4, run: 2 } }),
    { payload: { job: { id: 4 } } },
  ],
  ['notificationTarget', testing.notificationTarget({ key: 'k' }), { key: 'k' }],
])('takes what the test names: %s', (_name, made, expected) => {
  expect(made).toMatchObject(expected);
});
