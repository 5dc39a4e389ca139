import { afterAll, beforeAll, describe, it } from 'vitest';
import { plugin } from '@turnpike/plugin-executor-docker';
import { tokens } from '@turnpike/sdk';
import { executorConformance, type ExecutorSubject } from '@turnpike/sdk/conformance';
import { testPlugin } from '@turnpike/sdk/testing';
import { startEngine, whyNoEngine, type TestEngine } from './support/engine.js';

const reason = whyNoEngine();
let engine: TestEngine;

describe.skipIf(reason)('executor-docker on a real engine', () => {
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.stop());

  const subject = (image: 'build' | 'bare') => async (): Promise<ExecutorSubject> => {
    const config = { host: engine.host, images: { default: engine.images[image] } };
    const host = await testPlugin(plugin, { config });
    const [executor] = host.resolve(tokens.executors);
    const hosts = [host];
    return {
      executor: executor!,
      async restarted() {
        const next = await testPlugin(plugin, { config, core: { dataDir: host.dataDir } });
        hosts.push(next);
        return next.resolve(tokens.executors)[0]!;
      },
      async dispose() {
        for (const one of hosts) await one.stop({ force: true });
      },
    };
  };
  describe('in an image with the usual tools', () =>
    executorConformance('executor-docker', subject('build')));
  describe('in an image with busybox', () =>
    executorConformance('executor-docker', subject('bare')));
});

it.skipIf(!reason)(`was not tested: ${reason}`, () => {
  if (process.env['CI']) throw new Error(reason);
});
