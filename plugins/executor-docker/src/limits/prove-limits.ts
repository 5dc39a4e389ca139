import type { Logger } from '@turnpike/sdk';
import { imageName, readImage } from '@turnpike/sdk/platform';
import { probeBody, type BodyParts } from '../container/body.js';
import { execOutput } from '../engine/exec-output.js';
import type { Engine } from '../engine/engine.js';
import { READ_LIMITS, readLimits } from './read-limits.js';
import { unheldLimits } from './unheld.js';

/** Whether the limits hold, which an engine may say and not do: read inside a container. */
export interface LimitProof {
  /** What does not hold, in plain words; `undefined` while nothing was read yet. */
  readonly found: readonly string[] | undefined;
  /** In a container made for it, of the default image where the engine has that. */
  atStart(): Promise<void>;
  /** In the first job's container, where it was not proven before. Never throws. */
  inJob(id: string): Promise<void>;
}

export function createLimitProof(
  parts: BodyParts & { readonly engine: Engine; readonly log: Logger },
): LimitProof {
  const { engine, config, log } = parts;
  let found: readonly string[] | undefined;

  async function read(id: string): Promise<readonly string[]> {
    const said = await execOutput(engine, id, ['sh', '-c', READ_LIMITS]);
    return unheldLimits(config.limits, readLimits(said));
  }

  async function inContainer(image: string): Promise<readonly string[]> {
    const body = probeBody(parts, image);
    const id = await engine.create(undefined, body, undefined);
    try {
      await engine.start(id);
      return await read(id);
    } finally {
      await engine.remove(id);
    }
  }

  return {
    get found() {
      return found;
    },
    async atStart() {
      const known = readImage(config.images.default ?? '');
      const image = known && imageName(known, config.images.mirror);
      if (image === undefined || !(await engine.image(image))) return;
      found = await inContainer(image).catch((error: unknown) => [
        `Limits are not proven: no container could be made of ${image}: ${(error as Error).message}`,
      ]);
    },
    async inJob(id) {
      if (found) return;
      found = await read(id).catch(() => undefined);
      for (const warning of found ?? []) log.warn({ warning }, 'a limit of jobs does not hold');
    },
  };
}
