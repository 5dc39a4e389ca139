import type { KeyChoice, KeyNodes, StringNode } from '@turnpike/sdk';
import { acts, axis, downcased, limited, oneOf, only, text } from '@turnpike/sdk/yml';

const notObjectiveC = { language: ['objective-c'] } as const;
const linux = { os: ['linux'] } as const;
const linuxAndPower = { os: ['linux', 'linux-ppc64le'] } as const;

const waits = (what: string) =>
  ({
    why: `no executor that is shipped runs ${what}: such a job waits for a worker that offers it, and is errored without one (scheduler.noWorkerMinutes)`,
    how: 'limited',
  }) as const;

/** What a job asks of a worker. */
const planned = 'gatekeeper/plan-jobs';

const osChoices = downcased(
  oneOf(
    { value: 'linux', aliases: ['ubuntu'], except: notObjectiveC },
    { value: 'osx', aliases: ['mac', 'macos', 'macosx', 'ios'], inert: waits('macOS') },
    { value: 'windows', aliases: ['win'], except: notObjectiveC, inert: waits('Windows') },
    { value: 'freebsd', aliases: ['bsd'], except: notObjectiveC, inert: waits('FreeBSD') },
    { value: 'linux-ppc64le', inert: waits('this system') },
  ),
);

/** One operating system, without default. */
export const osValue = acts(osChoices, planned);

export const osAxis = acts(
  axis({
    ...osValue,
    defaults: [
      { value: 'linux', except: notObjectiveC },
      { value: 'osx', only: notObjectiveC },
    ],
  }),
  planned,
);

const dists: readonly KeyChoice[] = [
  { value: 'trusty', only: linux },
  { value: 'precise', only: linux },
  { value: 'xenial', only: linuxAndPower },
  { value: 'bionic', only: linux },
  { value: 'focal', only: linuxAndPower },
  { value: 'jammy', only: linux },
  { value: 'noble', only: linux },
  { value: 'server-2016', only: { os: ['windows'] }, edge: true },
  { value: 'rhel8', only: linux },
];

export const distValue = acts(
  limited(
    downcased(oneOf(...dists)),
    'a job runs on the system that its worker has, whatever it is called here',
    'rules of `scheduler.queues` may send such jobs to workers of that system',
  ),
  'scheduler/config',
);

export const distRoot: StringNode = {
  ...distValue,
  defaults: [{ value: 'focal', only: linuxAndPower }],
};

const needsWorker = {
  why: 'such a job waits for a worker of this architecture, and is errored without one (scheduler.noWorkerMinutes)',
  how: 'limited',
} as const;

export const archValue = acts(
  only(
    downcased(
      oneOf(
        { value: 'amd64', aliases: ['x86_64', 'x64'] },
        { value: 'ppc64le', aliases: ['power', 'ppc', 'ppc64'], inert: needsWorker },
        { value: 'i386', aliases: ['x86'], inert: needsWorker },
        { value: 'arm64', inert: needsWorker },
        { value: 'arm64-graviton2', inert: needsWorker },
        { value: 's390x', inert: needsWorker },
      ),
    ),
    linux,
  ),
  planned,
);

export const archAxis = acts(axis(archValue), planned);
const noImages = 'there are no images of macOS; it only is an axis, and a variable of the job';

export const osxImageValue = acts(limited(only(text, { os: ['osx'] }), noImages), 'build/stages');
export const osxImageAxis = acts(limited(axis(osxImageValue), noImages), 'build/stages');

/** `compiler` has a place of its own among the axes, and its condition stands at its values. */
export function compilerAxis({ compiler }: KeyNodes): KeyNodes {
  if (compiler?.type !== 'any' || !compiler.only) return compiler ? { compiler } : {};
  const { only: support, ...node } = compiler;
  return { compiler: { ...node, ...axis(only(text, support)) } };
}

/** `compiler` of a job. */
export const compilerValue = ({ compiler }: KeyNodes): KeyNodes => (compiler ? { compiler } : {});

export function withoutCompiler({ compiler: _compiler, ...keys }: KeyNodes): KeyNodes {
  return keys;
}
