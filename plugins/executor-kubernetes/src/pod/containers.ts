import type { InstanceSpec } from '@turnpike/sdk';
import { imageName, readImage, type ImageName } from '@turnpike/sdk/platform';
import { jobCommand, keepCommand, type WrapperPlace } from '@turnpike/sdk/wrapper';
import type { Container } from '../client/resources.js';
import type { KubernetesConfig, SizeClass } from '../config.js';
import { JOB, LOG } from './names.js';
import { jobSecurity, logSecurity } from './security.js';
import { resourcesOf } from './size-class.js';

const ROOT = '/turnpike';
const TOOLS = `${ROOT}/tools`;
/** Where the kubelet looks for a container's last words. */
const LAST_WORDS = '/dev/termination-log';
const HOME = `${ROOT}/home`;
/** Where the wrapper works in all pods: its own busybox, whatever the image has. */
export const PLACE: WrapperPlace = { root: ROOT, box: `${TOOLS}/busybox` };

/** Room beside the log's own limit, after which the worker ends the job. */
const LOG_SLACK = 64 * 1_048_576;
const SCRIPT_ROOM = '64Mi';

/**
 * The log's container brings the tools while the job's container starts: an init container would begin all others a
 * second later.
 */
const BRING = `set -e
umask 022
/busybox cp /busybox ${TOOLS}/
[ ! -e /tini ] || /busybox cp /tini ${TOOLS}/
echo >${TOOLS}/ready
exec "$@"`;
/** Any shell can do this; from then on the tools are there. */
const AWAIT_TOOLS = `while [ ! -e ${TOOLS}/ready ]; do sleep 0.05 2>/dev/null || sleep 1; done
[ -x ${TOOLS}/tini ] && exec ${TOOLS}/tini -g -- "$@"
exec "$@"`;

const mount = (name: string, mountPath: string, readOnly = false): object => ({
  name,
  mountPath,
  ...(readOnly && { readOnly }),
});

/** The cluster reads dollars in commands before any shell does: `$(NAME)` would be a variable, `$$` is a dollar. */
const literal = (words: readonly string[]): readonly string[] =>
  words.map((word) => word.replaceAll('$', '$$$$'));

export interface JobContainerInput {
  readonly spec: InstanceSpec;
  readonly config: KubernetesConfig;
  /** Random word, by which the end of the log is known. */
  readonly mark: string;
}

/** The user's image with our first process, which waits for the script. */
export function jobContainer(
  { spec, config, mark }: JobContainerInput,
  image: ImageName,
  size: SizeClass,
): Container {
  const waitSeconds = startSeconds(config);
  const isStrict = config.profile === 'strict';
  const words = jobCommand({ ...PLACE, mark, waitSeconds, keeper: 'beside', record: LAST_WORDS });
  const env = { ...config.env, ...(isStrict && { HOME }), ...spec.env };
  return {
    name: JOB,
    image: imageName(image, config.images.mirror),
    imagePullPolicy: image.digest ? 'IfNotPresent' : config.images.pullPolicy,
    command: literal(['/bin/sh', '-c', AWAIT_TOOLS, 'turnpike', ...words]),
    env: Object.entries(env).map(([name, value]) => ({ name, value })),
    resources: resourcesOf(size),
    securityContext: jobSecurity(config.profile),
    terminationMessagePath: LAST_WORDS,
    terminationMessagePolicy: 'File',
    volumeMounts: [
      mount('tools', TOOLS, true),
      mount('in', `${ROOT}/in`),
      mount('io', `${ROOT}/io`),
      ...(isStrict ? [mount('home', HOME)] : []),
    ],
  };
}

/** Keeps the log where the job cannot change it, and ends the job when its worker is silent for too long. */
export function logContainer({ config }: JobContainerInput): Container {
  const image = readImage(config.images.tools);
  const words = keepCommand(PLACE, startSeconds(config));
  return {
    name: LOG,
    image: image ? imageName(image, config.images.mirror) : config.images.tools,
    // Ours, by an administrator's word: nobody else's secrets are in it.
    imagePullPolicy: config.images.pullPolicy === 'Never' ? 'Never' : 'IfNotPresent',
    command: literal(['/busybox', 'sh', '-c', BRING, 'turnpike', ...words]),
    resources: {
      requests: { cpu: '50m', memory: '64Mi', 'ephemeral-storage': '16Mi' },
      limits: { memory: '64Mi' },
    },
    securityContext: logSecurity,
    volumeMounts: [
      mount('tools', TOOLS),
      mount('in', `${ROOT}/in`),
      mount('io', `${ROOT}/io`),
      mount('log', `${ROOT}/log`),
    ],
  };
}

/** `in` is memory: the script has secrets, and never lies on a disk of the node. */
export function volumesOf(config: KubernetesConfig, { limits }: InstanceSpec): readonly object[] {
  const empty = (name: string, sizeLimit: string, medium?: string): object => ({
    name,
    emptyDir: { sizeLimit, ...(medium && { medium }) },
  });
  return [
    empty('tools', '64Mi'),
    empty('in', SCRIPT_ROOM, 'Memory'),
    empty('io', '16Mi'),
    empty('log', String(limits.logBytes + LOG_SLACK)),
    ...(config.profile === 'strict' ? [{ name: 'home', emptyDir: {} }] : []),
  ];
}

/** For what comes between the start of the first container and the script. */
function startSeconds({ clock }: KubernetesConfig): number {
  return Math.ceil(clock.pullSeconds + clock.startSeconds + clock.serviceSeconds + 60);
}
