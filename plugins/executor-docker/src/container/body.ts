import type { InstanceSpec, ServiceSidecar } from '@turnpike/sdk';
import { jobCommand } from '@turnpike/sdk/wrapper';
import type { DockerConfig } from '../config.js';
import { LABEL, labelsOf } from '../labels.js';

/** Where the wrapper works in a container. */
export const ROOT = '/turnpike';
/** No script for so long, and the container goes: its worker takes no longer to start a job. */
const WAIT_SECONDS = 900;
const MIB = 1_048_576;
/** Capabilities of the engine's own list that no build needs. */
const DROPPED = ['AUDIT_WRITE', 'MKNOD', 'NET_RAW'];

export interface BodyParts {
  readonly config: DockerConfig;
  readonly worker: string;
  /** Text of the seccomp profile, where a file was named. */
  readonly seccomp: string | undefined;
}

const environment = (env: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(env).map(([name, value]) => `${name}=${value}`);

/** The job's container. Its network is that of its services too, and the names of those lead to itself. */
export function jobBody(
  { config, worker, seccomp }: BodyParts,
  spec: InstanceSpec,
  made: { readonly image: string; readonly mark: string; readonly names: readonly string[] },
): unknown {
  const labels = {
    ...labelsOf(worker, spec.run, 'job'),
    [LABEL.mark]: made.mark,
    ...(spec.keepsake === undefined ? {} : { [LABEL.keepsake]: spec.keepsake }),
  };
  const [program, ...args] = jobCommand({
    root: ROOT,
    mark: made.mark,
    waitSeconds: WAIT_SECONDS,
    keeper: 'inside',
  });
  return {
    Image: made.image,
    Entrypoint: [program],
    Cmd: args,
    Env: environment({ TERM: 'xterm', ...spec.env }),
    Labels: labels,
    ...(config.user === undefined ? {} : { User: config.user }),
    StopSignal: 'SIGTERM',
    HostConfig: {
      NetworkMode: config.network,
      ExtraHosts: made.names.map((name) => `${name}:127.0.0.1`),
      ...confinement(config, seccomp),
      ...limitsOf(config.limits),
      OomScoreAdj: 500,
      LogConfig: { Type: 'none' },
    },
  };
}

/** A service beside it, on its localhost. */
export function serviceBody(
  { config, worker }: BodyParts,
  spec: InstanceSpec,
  made: { readonly image: string; readonly service: ServiceSidecar; readonly job: string },
): unknown {
  const { service, image, job } = made;
  return {
    Image: image,
    Env: environment(service.env ?? {}),
    Labels: labelsOf(worker, spec.run, service.name),
    HostConfig: {
      NetworkMode: `container:${job}`,
      PidsLimit: config.limits.pids,
      ...memory(config.limits),
      ...(config.runtime === undefined ? {} : { Runtime: config.runtime }),
      ...(config.usernsMode === undefined ? {} : { UsernsMode: config.usernsMode }),
      OomScoreAdj: 500,
      LogConfig: { Type: 'json-file', Config: { 'max-size': '1m', 'max-file': '1' } },
    },
  };
}

/** What is held to the limits of jobs, and does nothing: no run is its own, so the next start ends what is left of it. */
export function probeBody({ config, worker, seccomp }: BodyParts, image: string): unknown {
  return {
    Image: image,
    Entrypoint: ['sleep'],
    Cmd: ['60'],
    Labels: labelsOf(worker, { jobId: 0, run: 0 }, 'probe'),
    HostConfig: {
      NetworkMode: 'none',
      ...confinement(config, seccomp),
      ...limitsOf(config.limits),
      LogConfig: { Type: 'none' },
    },
  };
}

function confinement(config: DockerConfig, seccomp: string | undefined): object {
  const { privileged, noNewPrivileges, runtime, usernsMode } = config;
  const options = [
    ...(noNewPrivileges ? ['no-new-privileges'] : []),
    ...(seccomp === undefined ? [] : [`seccomp=${seccomp}`]),
  ];
  return {
    Privileged: privileged,
    ...(privileged ? {} : { CapDrop: DROPPED }),
    SecurityOpt: options,
    ...(runtime === undefined ? {} : { Runtime: runtime }),
    ...(usernsMode === undefined ? {} : { UsernsMode: usernsMode }),
  };
}

function limitsOf(limits: DockerConfig['limits']): object {
  const { cpus, pids, shmMiB, openFiles } = limits;
  return {
    ...memory(limits),
    ...(cpus === undefined ? {} : { NanoCpus: Math.round(cpus * 1e9) }),
    PidsLimit: pids,
    ShmSize: shmMiB * MIB,
    // With any one of these Podman sets others too, to what the machine may not allow.
    ...(openFiles === undefined
      ? {}
      : { Ulimits: [{ Name: 'nofile', Soft: openFiles, Hard: openFiles }] }),
  };
}

function memory({ memoryMiB }: DockerConfig['limits']): object {
  return memoryMiB === undefined ? {} : { Memory: memoryMiB * MIB, MemorySwap: memoryMiB * MIB };
}
