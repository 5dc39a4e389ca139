import { tokens } from '@turnpike/sdk';
import { testPlugin } from '@turnpike/sdk/testing';
import { describe, expect, it } from 'vitest';
import { checkPorts } from './container/services.js';
import { refuseDocker } from './container/refuse-docker.js';
import { plugin } from './plugin.js';

const started = {
  run: { jobId: 1, run: 1 },
  services: [],
  env: {},
  limits: { hardSeconds: 1, logBytes: 1 },
};

describe('where there is no engine', () => {
  it('is installed all the same, and says why where it is used', async () => {
    const host = await testPlugin(plugin, { config: { host: 'unix:///nowhere/docker.sock' } });
    const [executor] = host.resolve(tokens.executors);
    const refusal = {
      code: 'TURNPIKE_EXECUTOR_FAILED',
      message: expect.stringContaining('/nowhere/docker.sock') as string,
    };
    await expect(executor!.open!()).rejects.toMatchObject(refusal);
    const payload = { config: {}, repository: { slug: 'a/b' }, job: { id: 1 } };
    const start = executor!.start({ ...started, payload }, new AbortController().signal);
    await expect(start).rejects.toMatchObject(refusal);
    await host.stop();
  });

  it.each([
    [{ host: 'http://host' }, /no address of an engine/],
    [
      { host: 'tcp://127.0.0.1:1', tls: { ca: '/no/ca', cert: '/no/cert', key: '/no/key' } },
      /\/no\/ca cannot be read/,
    ],
  ])('names what is wrong with %j', async (config, words) => {
    const host = await testPlugin(plugin, { config });
    const [executor] = host.resolve(tokens.executors);
    await expect(executor!.open!()).rejects.toThrow(words);
    await host.stop();
  });
});

describe('what a job cannot have', () => {
  const service = (name: string, ...ports: number[]) => ({ name, image: name, ports });

  it('is two services on one port', () => {
    expect(() => checkPorts([service('a', 1, 2), service('b', 2)])).toThrow(
      /a and b both want port 2/,
    );
    expect(() => checkPorts([service('a', 1), service('b', 2)])).not.toThrow();
  });

  it.each([[['redis', 'docker']], ['docker']])('is the engine: services %j', (services) => {
    const payload = { config: { services }, repository: { slug: 'a/b' }, job: { id: 1 } };
    expect(() => refuseDocker({ payload })).toThrow(/have no Docker/);
    expect(() =>
      refuseDocker({ payload: { ...payload, config: { services: ['redis'] } } }),
    ).not.toThrow();
  });
});
