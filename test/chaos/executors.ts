/** Where a round's jobs run: as processes of the machine, or in containers of an engine that is killed, too. */
import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startEngine, whyNoEngine } from '../cluster/docker/support/engine.js';

export const EXECUTORS = ['local', 'docker'] as const;
export type ExecutorName = (typeof EXECUTORS)[number];

export interface RoundExecutor {
  /** Configuration of the platform, by plugin; the worker's part is added to its own. */
  readonly settings: Readonly<Record<string, object>>;
  readonly worker: object;
  /** What can be killed beside the platform's processes. Resolves when it is back. */
  readonly victims: Readonly<Record<string, (pauseMs: number) => Promise<void>>>;
  /** Bash that opens descriptor 7, to which a job tells what it does. `$id` is its run's. */
  readonly openTruth: string;
  /** Keys of each `.travis.yml`. Where jobs clone nothing, their script stands in the configuration. */
  readonly keys: { readonly image?: string; readonly git?: { readonly clone: false } };
  stop(): Promise<void>;
}

/** Why it cannot be used here; undefined: it can. */
export const whyNotHere = (name: ExecutorName): string | undefined =>
  name === 'docker' ? whyNoEngine() : undefined;

export const startExecutor = (name: ExecutorName, truth: string): Promise<RoundExecutor> =>
  name === 'docker' ? docker(truth) : Promise.resolve(local(truth));

const local = (truth: string): RoundExecutor => ({
  // Jobs have a /var/tmp of their own.
  settings: { 'executor-local': { writable: [truth] } },
  worker: {},
  victims: {},
  openTruth: `exec 7>> "${truth}/$TRAVIS_JOB_ID~$id"`,
  keys: {},
  stop: () => Promise.resolve(),
});

const TRUTH_PORT = 9_000;

async function docker(truth: string): Promise<RoundExecutor> {
  const engine = await startEngine();
  // Lies in the engine's folder, so that it ends with it in whatever way.
  const receiver = join(engine.folder, 'receive-truth.mjs');
  copyFileSync(new URL('./receive-truth.mjs', import.meta.url), receiver);
  const receiving = engine.spawn([process.execPath, receiver, String(TRUTH_PORT), truth]);
  const gateway = gatewayIn(engine.network);
  return {
    settings: {
      'executor-docker': {
        host: engine.host,
        images: { pull: 'never' },
      },
    },
    worker: { executor: 'docker' },
    victims: {
      async engine(pauseMs) {
        await engine.kill();
        await wait(pauseMs);
        await engine.start();
      },
    },
    openTruth: `exec 7> /dev/tcp/${gateway}/${TRUTH_PORT}; echo "$TRAVIS_JOB_ID~$id" >&7`,
    // Containers see no folder of the machine.
    keys: { image: engine.images.build, git: { clone: false } },
    async stop() {
      receiving.kill();
      await engine.stop();
    },
  };
}

/** The machine's address on the network of the containers. */
function gatewayIn(network: string): string {
  const words = [`--net=${network}`, 'ip', '-4', '-o', 'address', 'show', 'dev', 'docker0'];
  const told = execFileSync('nsenter', words, { encoding: 'utf8' });
  const address = /inet ([\d.]+)/.exec(told)?.[1];
  if (address === undefined) throw new Error(`docker0 has no address: ${told}`);
  return address;
}
