import type { Adoptable, Executor, Logger } from '@turnpike/sdk';
import { ROOT, type BodyParts } from './container/body.js';
import { jobInstance } from './container/job-instance.js';
import type { EngineInfo, Listed } from './engine/answers.js';
import type { Engine } from './engine/engine.js';
import { keyOf, LABEL, runOf } from './labels.js';
import type { LimitProof } from './limits/prove-limits.js';
import { reapAll } from './reap.js';
import { startJob } from './start-job.js';

export interface ExecutorParts extends BodyParts {
  readonly engine: Engine;
  readonly info: EngineInfo;
  readonly warnings: readonly string[];
  readonly proof: LimitProof;
  readonly log: Logger;
}

const ARCHS: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  aarch64: 'arm64',
  armv7l: 'arm',
};

const UNPROVEN =
  'Whether the limits of jobs hold is seen with the first job: `executor-docker.images.default` names no image that the engine has.';

/** Runs jobs in containers. */
export function createDockerExecutor(parts: ExecutorParts): Executor {
  const { engine, worker, info, config, log } = parts;
  const arch = ARCHS[info.Architecture] ?? info.Architecture;
  const ours = (): Promise<readonly Listed[]> => engine.containers(`${LABEL.worker}=${worker}`);
  const jobs = async (): Promise<readonly Listed[]> =>
    (await ours()).filter(({ Labels }) => Labels?.[LABEL.part] === 'job');

  return {
    id: 'docker',
    isolation: 'container',
    offers: { os: [info.OSType], arch: [arch] },
    get warnings() {
      return [...parts.warnings, ...(parts.proof.found ?? [UNPROVEN])];
    },
    start: (spec, signal) => startJob({ ...parts, arch }, spec, signal),
    async reap(keep) {
      const count = await reapAll(engine, worker, keep);
      if (count > 0) log.info({ count }, 'containers of earlier runs were removed');
    },
    async adoptable() {
      return (await jobs()).flatMap(({ Labels }): Adoptable[] => {
        const [run, keepsake] = [runOf(Labels), Labels?.[LABEL.keepsake]];
        return run && keepsake !== undefined ? [{ run, keepsake }] : [];
      });
    },
    async adopt(run) {
      const key = keyOf(run);
      const isIts = ({ Labels }: Listed): boolean => {
        const its = runOf(Labels);
        return its !== undefined && keyOf(its) === key;
      };
      const found = (await jobs()).find(isIts);
      if (!found || !(await engine.has(found.Id, `${ROOT}/in/taken`))) return undefined;
      const others = (await ours()).filter((one) => isIts(one) && one.Id !== found.Id);
      const remove = async (): Promise<void> => {
        for (const { Id } of [...others, found]) await engine.remove(Id);
      };
      const services = others.map(({ Id, Labels }) => ({
        name: Labels?.[LABEL.part] ?? '',
        id: Id,
      }));
      const mark = found.Labels?.[LABEL.mark] ?? '';
      return jobInstance({ engine, limits: config.limits, services, remove }, found.Id, mark);
    },
  };
}
