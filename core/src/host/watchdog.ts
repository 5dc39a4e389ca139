/** Sees when one piece of code keeps all others from running, and says whose it is and where, while it does. */
import { Worker } from 'node:worker_threads';
import type { Logger } from '../contracts/host.js';
import { whoseWork } from './whose.js';

const WHOSE = Symbol.for('turnpike.whose');
const BEATS_A_LIMIT = 8;

/** What the thread saw: the innermost frames first. */
interface Sight {
  readonly plugin: string | null;
  readonly stack: readonly string[];
}

/**
 * Tells when the event loop stood still for longer than that; 0: never. A thread, which takes 14 MB, sees where:
 * `atOnce`, or from the first time on. Answers the end.
 */
export function watchEventLoop(seconds: number, atOnce: boolean, log: Logger): () => Promise<void> {
  if (seconds === 0) return async () => undefined;
  const shared = new SharedArrayBuffer(8);
  const beats = new Int32Array(shared);
  const limitMs = seconds * 1_000;
  let sight: Sight | undefined;
  let last = performance.now();
  (globalThis as Record<symbol, unknown>)[WHOSE] = () => whoseWork() ?? null;
  const beat = setInterval(() => {
    Atomics.add(beats, 0, 1);
    const now = performance.now();
    const ms = now - last;
    last = now;
    // Its message may come a turn later than the beat that shows how long it took.
    if (ms >= limitMs) setImmediate(() => tell(ms));
  }, limitMs / BEATS_A_LIMIT);
  beat.unref();
  const workerData = { shared, limitMs, whose: WHOSE.description };
  let worker: Worker | undefined;
  if (atOnce) look();

  function look(): void {
    worker = new Worker(THREAD, { eval: true, workerData, execArgv: [], resourceLimits });
    worker.on('message', (seen: Sight) => (sight = seen));
    worker.on('error', (error) => log.warn({ err: error }, 'the watch of the event loop ended'));
    worker.unref();
  }

  function tell(ms: number): void {
    const { plugin, stack = [] } = sight ?? {};
    sight = undefined;
    const fields = { ...(plugin ? { plugin } : {}), ms: Math.round(ms), stack };
    log.error(fields, 'nothing else could run: the event loop was blocked');
    if (!worker) look();
  }

  return async () => {
    clearInterval(beat);
    await worker?.terminate();
  };
}
const resourceLimits = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2, stackSizeMb: 1 };

/** Text, so that it is in the bundle and needs no file. It says at once what may never be logged. */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const { Session } = require('node:inspector');
const { writeSync } = require('node:fs');
const beats = new Int32Array(workerData.shared);
let seen = -1, since = performance.now(), isTold = false;
setInterval(() => {
  const now = Atomics.load(beats, 0);
  if (now !== seen) { seen = now; since = performance.now(); isTold = false; return; }
  if (isTold || performance.now() - since < workerData.limitMs) return;
  isTold = true;
  look();
}, workerData.limitMs / ${BEATS_A_LIMIT});
function look() {
  const session = new Session();
  session.connectToMainThread();
  const urls = new Map();
  session.on('Debugger.scriptParsed', ({ params }) => urls.set(params.scriptId, params.url));
  session.once('Debugger.paused', ({ params: { callFrames } }) => {
    const expression = 'globalThis[Symbol.for(' + JSON.stringify(workerData.whose) + ')]()';
    const [top] = callFrames;
    session.post('Debugger.evaluateOnCallFrame', { callFrameId: top.callFrameId, expression, returnByValue: true }, (error, answer) => {
      const plugin = error ? null : answer.result.value ?? null;
      const stack = callFrames.slice(0, 12).map(({ functionName, location }) =>
        (functionName || '(anonymous)') + ' ' + (urls.get(location.scriptId) ?? '') + ':' + (location.lineNumber + 1));
      session.post('Debugger.resume');
      session.disconnect();
      parentPort.postMessage({ plugin, stack });
      const whose = plugin === null ? '' : ' of plugin ' + plugin;
      writeSync(2, 'nothing else can run: code' + whose + ' keeps the event loop, at ' + stack[0] + '\\n');
    });
  });
  session.post('Debugger.enable');
  session.post('Debugger.pause');
}
`;
