import { join } from 'node:path';
import { createLogBuffer } from '../log/log-buffer.js';
import { createLogPump } from '../log/log-pump.js';
import type { Step } from './step.js';

export const openLog: Step = (run) => {
  const { logSink, clock, spoolDir } = run.parts;
  const pump = createLogPump({
    sink: logSink,
    run: run.ref,
    runToken: run.claim.runToken,
    buffer: createLogBuffer(join(spoolDir, `${run.ref.jobId}-${run.ref.run}`)),
    clock,
    log: run.log,
    onBroken: (reason) => run.end({ kind: 'lost', reason }),
  });
  run.pump = pump;
  return () => pump.close();
};
