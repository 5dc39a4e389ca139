/**
 * What runs a script in a container that nobody is connected to for long: the wrapper, and how its log is read.
 *
 * 1. The container runs `jobCommand`, and waits. With `keeper: 'beside'` another container, which shares `root/io` (and
 *    alone has `root/log`), runs `keepCommand`.
 * 2. `followLog` reads the log by `attendCommand` (an exec in the container with the log, its stdin kept open for
 *    beats), again after each break, from the byte where it was. `keepFor` says how long the run is ours: without it
 *    the job is ended by its own guard.
 * 3. The script is handed in by `uploadCommand` or `uploadFiles`.
 * 4. The log ends with the exit record. Without one nothing is known: lost, never green (`exitOfRecord`).
 */
export {
  attendCommand,
  jobCommand,
  keepCommand,
  uploadCommand,
  uploadFiles,
  type JobOptions,
  type WrapperPlace,
} from './commands.js';
export { endMark, readRecord, type EndMark, type ExitRecord } from './end-mark.js';
export { exitOfRecord } from './exit-of-record.js';
export {
  followLog,
  type Following,
  type FollowOptions,
  type LogEnd,
  type LogReading,
} from './follow-log.js';
