import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Instance, InstanceSpec, JobPayload, RunExit } from '@turnpike/sdk';
import { Config, createDummyExecutor } from './dummy-executor.js';

const never = new AbortController().signal;
const wait = (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, undefined, { signal });

function start(config: JobPayload['config'], payload: Partial<JobPayload> = {}): Promise<Instance> {
  const executor = createDummyExecutor({ config: Config.parse({}), sleep: wait });
  const spec: InstanceSpec = {
    run: { jobId: 1, run: 1 },
    payload: { repository: { slug: 'a/b' }, job: { id: 1 }, ...payload, config },
    services: [],
    env: {},
    limits: { hardSeconds: 1, logBytes: 1 },
  };
  return executor.start(spec, never);
}
async function result(instance: Instance): Promise<{ text: string; exit: RunExit }> {
  const { output, exit } = instance.run(Buffer.from(''));
  let text = '';
  for await (const chunk of output) text += Buffer.from(chunk).toString();
  return { text, exit: await exit };
}

describe('executor-dummy', () => {
  it('passes by default', async () => {
    expect(await result(await start({}))).toEqual({ text: 'hi\n', exit: { code: 0 } });
  });

  it.each([
    [{ env: 'A=1 TURNPIKE_DUMMY_EXIT=3' }],
    [{ env: ['TURNPIKE_DUMMY_EXIT="3"'] }],
    [{ global_env: [{ TURNPIKE_DUMMY_EXIT: 3 }] }],
    [{ env: { jobs: ["TURNPIKE_DUMMY_EXIT='3'"] } }],
  ])('takes its exit code from %j', async (config) => {
    expect((await result(await start(config))).exit).toEqual({ code: 3 });
  });

  it('takes its output from the settings too, and writes lines', async () => {
    const env_vars = [{ name: 'TURNPIKE_DUMMY_OUTPUT', value: "'a\\nb\\n'" }];
    const { text } = await result(await start({ env: 'TURNPIKE_DUMMY_LINES=1500' }, { env_vars }));
    expect(text.split('\n').slice(0, 3)).toEqual(['a', 'b', 'line 1']);
    expect(text).toMatch(/line 1500\n$/);
  });

  it.each(['user', 'platform'])('does not start by the fault of %s', async (blame) => {
    const config = { env: `TURNPIKE_DUMMY_CRASH=start-${blame}` };
    await expect(start(config)).rejects.toMatchObject({ blame });
  });

  it('loses its instance', async () => {
    const { exit } = await result(await start({ env: 'TURNPIKE_DUMMY_CRASH=lost' }));
    expect(exit).toEqual({ lost: expect.any(String) });
  });

  it('ends a delay when stopped', async () => {
    const instance = await start({ env: 'TURNPIKE_DUMMY_DELAY_MS=60000' });
    const running = result(instance);
    await instance.stop();
    await instance.stop();
    expect((await running).exit).toEqual({ code: 137 });
  });
});
