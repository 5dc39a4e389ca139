/** The examples of the reference do what they say. */
import { HOOK_KINDS, type HookName, type Plugin } from '@turnpike/sdk';
import {
  accessContext,
  approveContext,
  configContext,
  configFetch,
  deliveryRecord,
  hookArguments,
  jobCommandContext,
  jobRecord,
  limitContext,
  logFilterContext,
  matrixContext,
  notificationContext,
  payloadContext,
  pushEvent,
  requestContext,
  routeContext,
  scriptStageContext,
  testPlugin,
  userPrincipal,
} from '@turnpike/sdk/testing';
import { describe, expect, it } from 'vitest';
import { examples } from './hook-examples.js';

type Ask = (given: readonly unknown[]) => unknown;

/** Asks a hook of any kind, as the platform's roles do. */
async function ask(plugin: Plugin, name: HookName, given: readonly unknown[]): Promise<unknown> {
  const host = await testPlugin(plugin);
  const [room = '', verb = ''] = name.split('.');
  const found = (host.hooks as unknown as Record<string, Record<string, unknown>>)[room]?.[verb];
  const hook = (
    name === 'script.stage' ? (found as { for(key: string): unknown }).for('before_script') : found
  ) as { call: Ask; promise: Ask };
  const isSync = HOOK_KINDS[name].type.startsWith('Sync');
  const asking = (isSync ? hook.call : hook.promise) as (...all: readonly unknown[]) => unknown;
  const answer: unknown = await asking.apply(hook, [...given]);
  await host.stop();
  return answer;
}

describe('examples of hooks', () => {
  it('are there for each', () => {
    expect(Object.keys(examples)).toEqual(Object.keys(HOOK_KINDS));
  });

  it.each(Object.keys(HOOK_KINDS) as HookName[])(
    '%s: says nothing of what is no concern of it',
    async (name) => {
      const given = hookArguments(name);
      const answer = await ask(examples[name], name, given);
      const passes =
        HOOK_KINDS[name].type.includes('Waterfall') ||
        name === 'config.fetch' ||
        name === 'notification.filter';
      if (!passes) expect(answer).toBeUndefined();
    },
  );

  const stage = scriptStageContext();
  it.each<readonly [HookName, readonly unknown[], unknown]>([
    [
      'delivery.accept',
      [deliveryRecord(), pushEvent({ sender: 'dependabot[bot]' })],
      { rule: 'bot' },
    ],
    ['request.accept', [requestContext({ branch: 'wip/x' })], { rule: 'wip' }],
    [
      'request.approve',
      [approveContext({ compiled: { ...approveContext().compiled, jobs: Array(21).fill({}) } })],
      { rule: 'too-many-jobs' },
    ],
    ['config.fetch', [configFetch()], expect.stringContaining('make test')],
    ['config.normalize', [configContext({ config: {} })], { config: { language: 'shell' } }],
    [
      'matrix.expand',
      [matrixContext({ jobs: [{ os: 'osx' }, { os: 'linux' }] })],
      { jobs: [{ os: 'linux' }] },
    ],
    [
      'job.limit',
      [limitContext({ queue: 'gpu', running: { owner: 0, repository: 0, queue: 1 } })],
      { limit: 'gpu' },
    ],
    ['job.route', [routeContext({ needs: { os: 'linux', arch: 'arm64', labels: [] } })], 'arm'],
    ['job.payload', [payloadContext()], { payload: { turnpike: { image: 'alpine' } } }],
    [
      'job.command',
      [jobCommandContext({ command: 'restart', job: jobRecord({ run: 3 }) })],
      { rule: 'too-often' },
    ],
    ['script.stage', [stage], undefined],
    [
      'log.filter',
      [logFilterContext({ text: 'a\u0007b' })],
      { bytes: new TextEncoder().encode('ab') },
    ],
    ['notification.filter', [notificationContext()], 'it passed'],
    ['access.decide', [accessContext({ principal: userPrincipal({ login: 'audit' }) })], 'allow'],
  ])('%s: does what it says', async (name, given, expected) => {
    const answer = await ask(examples[name], name, given);
    if (typeof expected === 'object') expect(answer).toMatchObject(expected as object);
    else expect(answer).toEqual(expected);
  });

  it('script.stage: adds its line', () => {
    expect(stage.sh.nodes).toHaveLength(1);
  });
});
