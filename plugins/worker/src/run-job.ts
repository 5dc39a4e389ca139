import type { Ending } from './ending.js';
import type { ReportBody } from './reporter.js';
import type { Run } from './run.js';
import { adoptInstance } from './steps/adopt-instance.js';
import { compileScript } from './steps/compile-script.js';
import { openLog } from './steps/open-log.js';
import { renewLease } from './steps/renew-lease.js';
import { runScript } from './steps/run-script.js';
import { startInstance } from './steps/start-instance.js';
import type { Step, Undo } from './steps/step.js';

const STEPS: readonly Step[] = [renewLease, openLog, compileScript, startInstance, runScript];
const ADOPTED: readonly Step[] = [renewLease, openLog, adoptInstance, runScript];
/** A run that is handed back is reset by hub in any case: its report is worth a few tries only. */
const HAND_BACK_MS = 5_000;

/** Carries a claimed run through all steps, delivers its result and undoes the steps. Never rejects. */
export async function runJob(run: Run): Promise<Ending> {
  const undos: Undo[] = [];
  await takeSteps(run, undos);
  await deliver(run).catch((error: unknown) => {
    if (!run.quit.aborted) run.log.error({ err: error }, 'the result could not be delivered');
  });
  // A run that is no longer ours must be gone before anything else, which the first undo sees to.
  for (const undo of undos.toReversed()) {
    try {
      await undo();
    } catch (error) {
      run.log.error({ err: error }, 'a step could not be undone');
    }
  }
  return run.ending ?? UNDECIDED;
}

const UNDECIDED: Ending = { kind: 'lost', reason: 'The run ended without a result.' };

async function takeSteps(run: Run, undos: Undo[]): Promise<void> {
  try {
    for (const step of run.adopted ? ADOPTED : STEPS) {
      if (run.ending) return;
      const undo = await step(run);
      if (undo) undos.push(undo);
    }
  } catch (error) {
    run.log.error({ err: error }, 'a step failed');
    run.end({ kind: 'lost', reason: `The worker failed: ${(error as Error).message}` });
  }
}

/** Finished means that the log is whole: seal first, then report. */
async function deliver(run: Run): Promise<void> {
  const ending = run.ending ?? UNDECIDED;
  if (ending.kind === 'forgotten') {
    return run.log.warn({ reason: ending.reason }, 'the run was given up');
  }
  if (ending.kind === 'left') return run.log.info({ reason: ending.reason }, 'the run was left');
  if (ending.kind === 'lost') return handBack(run, ending.reason);
  let sealed: ReportBody['sealed'];
  try {
    const seal = await run.pump?.seal(run.quit);
    if (seal) sealed = { bytes: seal.bytes, lines: seal.lines };
  } catch (error) {
    if (!run.quit.aborted) run.end({ kind: 'lost', reason: (error as Error).message });
    const { ending: changed } = run;
    if (changed?.kind === 'lost') await handBack(run, changed.reason);
    return;
  }
  const { state, reason } = ending;
  await report(run, { state, reason, sealed }, run.quit);
}

async function handBack(run: Run, reason: string): Promise<void> {
  const { ending } = run;
  if (ending?.kind === 'forgotten' || ending?.kind === 'left') return;
  await report(run, { state: 'lost', reason }, AbortSignal.timeout(HAND_BACK_MS));
}

async function report(
  run: Run,
  { state, reason, sealed }: ReportBody,
  signal: AbortSignal,
): Promise<void> {
  const body = {
    state,
    ...(reason === undefined ? {} : { reason: run.mask(reason) }),
    ...(sealed ? { sealed } : {}),
  };
  const answer = await run.reporter.send(body, signal);
  if (answer === 'gone') run.log.warn({ state }, 'the result came too late');
}
