import { readFile } from 'node:fs/promises';
import { ConfigError, type Executor, type Logger } from '@turnpike/sdk';
import type { DockerConfig } from './config.js';
import { createDockerExecutor } from './docker-executor.js';
import { readAddress } from './engine/address.js';
import { openEngine, type Engine } from './engine/engine.js';
import { createLimitProof } from './limits/prove-limits.js';
import { warningsOf } from './warnings.js';
import { workerMark } from './worker-mark.js';

/** Connects to the engine and makes the executor. Throws ConfigError where the configuration is wrong or it is away. */
export async function connectExecutor(options: {
  readonly config: DockerConfig;
  readonly folder: string;
  readonly log: Logger;
}): Promise<Executor> {
  const { config, folder, log } = options;
  const engine = await open(config);
  const info = await engine.info();
  if (info.OSType !== 'linux') {
    throw new ConfigError('TURNPIKE_CONFIG_INVALID', `The engine runs ${info.OSType} containers.`, {
      key: 'executor-docker.host',
      wayOut: 'Name an engine that runs Linux containers.',
    });
  }
  log.info(
    {
      version: info.ServerVersion,
      api: engine.apiVersion,
      cgroup: info.CgroupVersion ?? '1',
      storage: info.Driver,
    },
    'the engine is there',
  );
  const seccomp = await seccompOf(config.seccomp);
  const parts = { engine, config, worker: await workerMark(folder), seccomp, log };
  const proof = createLimitProof(parts);
  await proof.atStart();
  return createDockerExecutor({ ...parts, info, warnings: warningsOf(config, info), proof });
}

async function open(config: DockerConfig): Promise<Engine> {
  const address = readAddress(config.host);
  const keys = config.tls && {
    ca: await fileOf('tls.ca', config.tls.ca),
    cert: await fileOf('tls.cert', config.tls.cert),
    key: await fileOf('tls.key', config.tls.key),
  };
  try {
    return await openEngine(address, keys);
  } catch (cause) {
    throw new ConfigError(
      'TURNPIKE_EXECUTOR_FAILED',
      `There is no engine at ${config.host}: ${(cause as Error).message}`,
      {
        key: 'executor-docker.host',
        wayOut: 'Start it, let the user of the server use its socket, or name another one.',
      },
      cause,
    );
  }
}

const seccompOf = async (seccomp: string | undefined): Promise<string | undefined> =>
  seccomp === undefined || seccomp === 'unconfined' ? seccomp : fileOf('seccomp', seccomp);

async function fileOf(key: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new ConfigError(
      'TURNPIKE_CONFIG_INVALID',
      `${path} cannot be read: ${(cause as Error).message}`,
      {
        key: `executor-docker.${key}`,
        wayOut: 'Name a file that the user of the server can read.',
      },
      cause,
    );
  }
}
