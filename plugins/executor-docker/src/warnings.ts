import type { DockerConfig } from './config.js';
import type { EngineInfo } from './engine/answers.js';

/** What is not isolated or not limited, in plain words, for boot messages and the system page. */
export function warningsOf(config: DockerConfig, info: EngineInfo): readonly string[] {
  const options = info.SecurityOptions ?? [];
  const has = (name: string): boolean => options.some((option) => option.includes(`name=${name}`));
  const isOutside = !has('userns') && !has('rootless');
  return [
    ...(config.privileged
      ? ['Jobs are privileged: they can do all that root of the machine can.']
      : []),
    ...(isOutside && !config.privileged
      ? [
          'Root in a job is root of the machine, kept apart by capabilities and seccomp only: the engine neither remaps users (`userns-remap`) nor is it rootless.',
        ]
      : []),
    ...(has('seccomp') && config.seccomp !== 'unconfined'
      ? []
      : ['Jobs may use every system call: there is no seccomp profile.']),
    ...(config.host.startsWith('tcp://') && !config.tls
      ? [
          'The engine is reached over TCP without TLS: whoever reaches it too is root of its machine.',
        ]
      : []),
    ...limitWarnings(config.limits, info),
  ];
}

function limitWarnings(limits: DockerConfig['limits'], info: EngineInfo): readonly string[] {
  const held = (wanted: boolean, able: boolean | undefined, words: string): string[] =>
    wanted && able === false ? [`${words} does not hold: the engine cannot set it.`] : [];
  return [
    ...(limits.memoryMiB === undefined
      ? ['Jobs may take all memory of the machine: `executor-docker.limits.memoryMiB` is not set.']
      : held(true, info.MemoryLimit, 'The limit of memory')),
    ...held(limits.memoryMiB !== undefined, info.SwapLimit, 'The limit of swap'),
    ...held(limits.cpus !== undefined, info.CpuCfsQuota, 'The limit of processors'),
    ...held(true, info.PidsLimit, 'The limit of processes'),
    ...(limits.diskMiB === undefined
      ? ['Jobs may fill the disk of the engine: `executor-docker.limits.diskMiB` is not set.']
      : []),
  ];
}
