import { randomBytes } from 'node:crypto';
import { startFailure, type AdoptedInstance, type InstanceSpec } from '@turnpike/sdk';
import { imageOf, wantedImage } from '@turnpike/sdk/platform';
import { jobBody, ROOT, serviceBody, type BodyParts } from './container/body.js';
import { jobInstance } from './container/job-instance.js';
import { refuseDocker } from './container/refuse-docker.js';
import { untilReady } from './container/service-ready.js';
import { checkPorts, startServices } from './container/services.js';
import { EngineError, isStatus } from './engine/engine-error.js';
import type { Engine } from './engine/engine.js';
import { writeTar } from './engine/tar.js';
import { readyImage } from './image/choose-image.js';
import { imagesFor } from './image/images-for.js';
import type { LimitProof } from './limits/prove-limits.js';

export interface StartParts extends BodyParts {
  readonly engine: Engine;
  readonly proof: LimitProof;
  readonly arch: string;
}

/** Folders of the wrapper, which whoever the job is may write to. */
const FOLDERS = writeTar(
  ['', '/in', '/io', '/log'].map((name) => ({ name: `${ROOT.slice(1)}${name}/`, mode: 0o777 })),
);

/** Makes all containers of a run; without one of them there is none. Throws StartFailure. */
export async function startJob(
  parts: StartParts,
  spec: InstanceSpec,
  signal: AbortSignal,
): Promise<AdoptedInstance> {
  const made: string[] = [];
  const remove = async (): Promise<void> => {
    for (const id of made.toReversed()) await parts.engine.remove(id);
  };
  try {
    return await start(parts, spec, { signal, made, remove });
  } catch (error) {
    await remove();
    throw failureOf(error, signal);
  }
}

interface Making {
  readonly signal: AbortSignal;
  /** Containers, in order. */
  readonly made: string[];
  readonly remove: () => Promise<void>;
}

async function start(
  parts: StartParts,
  spec: InstanceSpec,
  making: Making,
): Promise<AdoptedInstance> {
  const { engine, config, arch } = parts;
  const { signal, made } = making;
  signal.throwIfAborted();
  refuseDocker(spec);
  checkPorts(spec.services);
  const trust = spec.payload.turnpike?.trust ?? 'full';
  const images = { engine, images: imagesFor(config.images, trust), arch };
  const { default: usual, allow } = config.images;
  const rules = { default: usual, allow };
  const wanted = wantedImage(spec.image, rules, 'executor-docker.images');
  const image = await readyImage(images, wanted, signal);
  const mark = randomBytes(9).toString('hex');
  const names = spec.services.map(({ name }) => name);
  const body = jobBody(parts, spec, { image: image.name, mark, names });
  const job = await create(engine, nameOf(spec, mark), body, making);
  await engine.put(job, FOLDERS, signal);
  await engine.start(job, signal);
  await parts.proof.inJob(job);
  const services = await startServices(spec.services, {
    async make(service) {
      const ready = await readyImage(images, imageOf(service.image), signal);
      const its = serviceBody(parts, spec, { image: ready.name, service, job });
      const id = await create(engine, `${nameOf(spec, mark)}-${made.length}`, its, making);
      await engine.start(id, signal);
      return id;
    },
    ready: (service, id) =>
      untilReady(engine, job, { service, id }, { seconds: config.serviceSeconds, signal }),
  });
  const { limits } = config;
  return jobInstance({ engine, limits, services, remove: making.remove }, job, mark);
}

const nameOf = ({ run }: InstanceSpec, mark: string): string =>
  `turnpike-${run.jobId}-${run.run}-${mark.slice(0, 6)}`;

async function create(
  engine: Engine,
  name: string,
  body: unknown,
  making: Making,
): Promise<string> {
  const id = await engine.create(name, body, undefined, making.signal);
  making.made.push(id);
  return id;
}

/** What an engine refuses is the job's fault only where it speaks of the image's own programs. */
function failureOf(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted || !(error instanceof EngineError)) return error;
  const isImages =
    /executable file not found|no such file or directory|exec format error|exec: "sh"/iu;
  if (isStatus(error, 400, 500) && isImages.test(error.message)) {
    return startFailure(
      'user',
      `The image has no program \`sh\` that runs here: ${error.message}`,
      error,
    );
  }
  return startFailure('platform', `The engine could not start the job: ${error.message}`, error);
}
