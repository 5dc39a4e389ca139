import { createHash } from 'node:crypto';
import { attendProgram } from './attend-program.js';
import { jobProgram } from './job-program.js';
import { keepProgram } from './keep-program.js';
import { uploadProgram } from './upload-program.js';

/** Where the wrapper works inside an instance. @experimental */
export interface WrapperPlace {
  /** Folder for its own files; the user of the job can write to it, or `in`, `io` and `log` are there already. */
  readonly root: string;
  /** Path of a busybox, for instances that may lack the small tools. Default: those on the instance's PATH. */
  readonly box?: string;
}

/** What one run's wrapper is to do. @experimental */
export interface JobOptions extends WrapperPlace {
  /** Random word, by which the end of the log is known. */
  readonly mark: string;
  /** How long it waits for the script, and its guard for the first beat. */
  readonly waitSeconds: number;
  /** `inside`: the job's own container keeps the log; `beside`: another one runs `keepCommand`. */
  readonly keeper: 'inside' | 'beside';
  /** Another file that gets the exit record. */
  readonly record?: string;
}

/** How far the log may be ahead of its reader before the job waits. */
const WINDOW = String(8 * 1_048_576);

const run = ({ box }: WrapperPlace, text: string, name: string): readonly string[] => [
  ...(box === undefined ? ['sh'] : [box, 'sh']),
  '-c',
  text,
  `turnpike-${name}`,
];

/** What the job's container runs: it waits for the script, runs it and leaves an exit record. @experimental */
export function jobCommand(options: JobOptions): readonly string[] {
  const { root, mark, waitSeconds, keeper, record = '', box = '' } = options;
  const words = [root, mark, String(waitSeconds), keeper, record, WINDOW, box, keepProgram];
  return [...run(options, jobProgram, 'job'), ...words];
}

/** What keeps the log and guards the run, where that is a container of its own. @experimental */
export function keepCommand(place: WrapperPlace, waitSeconds: number): readonly string[] {
  const { root, box = '' } = place;
  return [...run(place, keepProgram, 'keep'), root, String(waitSeconds), WINDOW, box];
}

/** Writes the log from byte `from` on (0: all of it) and takes beats from its stdin. @experimental */
export function attendCommand(place: WrapperPlace, from: number): readonly string[] {
  return [...run(place, attendProgram, 'attend'), place.root, String(from), place.box ?? ''];
}

/** Takes `script` from its stdin; 0 says that it is there, whole. Repeatable. @experimental */
export function uploadCommand(place: WrapperPlace, script: Uint8Array): readonly string[] {
  const words = [place.root, String(script.byteLength), sha256(script), place.box ?? ''];
  return [...run(place, uploadProgram, 'upload'), ...words];
}

/** Another way to hand in a script: these files below `root`, in this order. @experimental */
export function uploadFiles(script: Uint8Array): readonly (readonly [string, Uint8Array])[] {
  const marker = Buffer.from(`${script.byteLength} ${sha256(script)}\n`);
  return [
    ['in/script', script],
    ['in/go', marker],
  ];
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
