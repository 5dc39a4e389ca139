/** What the conformance suite is given: an executor on this engine, and the next process of its worker. */
import { plugin } from '@turnpike/plugin-executor-docker';
import { tokens } from '@turnpike/sdk';
import type { ExecutorSubject } from '@turnpike/sdk/conformance';
import { testPlugin } from '@turnpike/sdk/testing';
import type { TestEngine } from './engine.js';

export async function subjectOn(
  engine: TestEngine,
  image: 'build' | 'bare',
): Promise<ExecutorSubject> {
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
}
