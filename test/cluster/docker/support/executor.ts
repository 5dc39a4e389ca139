/** The executor on a real engine, as a worker has it, and runs in it. */
import { plugin } from '@turnpike/plugin-executor-docker';
import {
  tokens,
  type Executor,
  type Instance,
  type InstanceSpec,
  type RunExit,
} from '@turnpike/sdk';
import { testPlugin, type TestHost } from '@turnpike/sdk/testing';
import type { TestEngine } from './engine.js';

export const never = new AbortController().signal;

export interface TestExecutor {
  readonly executor: Executor;
  /** Starts, runs and stops one run; its log as people read it. */
  run(script: string, spec?: Partial<InstanceSpec>): Promise<TestRun>;
  /** As the next process of the worker has it. */
  restarted(): Promise<Executor>;
  dispose(): Promise<void>;
}
export interface TestRun {
  readonly log: string;
  readonly exit: RunExit;
}

let jobId = 100;
/** Of a job of its own. */
export function specOf(spec: Partial<InstanceSpec> = {}): InstanceSpec {
  const run = { jobId: jobId++, run: 1 };
  const payload = { config: {}, repository: { slug: 'owner/repo' }, job: { id: run.jobId } };
  const limits = { hardSeconds: 600, logBytes: 1_000_000_000 };
  return { run, payload, services: [], env: {}, limits, ...spec };
}

export async function executorOn(
  engine: Pick<TestEngine, 'host' | 'images'>,
  config: Readonly<Record<string, unknown>> = {},
): Promise<TestExecutor> {
  const images = { default: engine.images.build, pull: 'never' };
  const all = { host: engine.host, images, ...config };
  const host = await testPlugin(plugin, { config: all });
  const hosts = [host];
  const executor = await opened(host);
  return {
    executor,
    async run(script, spec) {
      const instance = await executor.start(specOf(spec), never);
      try {
        return await outcomeOf(instance, script);
      } finally {
        await instance.stop();
      }
    },
    async restarted() {
      const next = await testPlugin(plugin, { config: all, core: { dataDir: host.dataDir } });
      hosts.push(next);
      return opened(next);
    },
    async dispose() {
      await executor.reap([]);
      for (const one of hosts) await one.stop({ force: true });
    },
  };
}

async function opened(host: TestHost): Promise<Executor> {
  const [executor] = host.resolve(tokens.executors);
  await executor!.open!();
  return executor!;
}

export async function outcomeOf(instance: Instance, script: string): Promise<TestRun> {
  instance.keepFor?.(600);
  const { output, exit } = instance.run(Buffer.from(script));
  const blocks: Uint8Array[] = [];
  for await (const block of output) blocks.push(block);
  return { log: Buffer.concat(blocks).toString().replaceAll('\r\n', '\n'), exit: await exit };
}
