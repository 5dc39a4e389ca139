import type { Run } from '../run.js';

/** Takes a step back. Called once, in reverse order of the steps, however the run ended. */
export type Undo = () => Promise<void> | void;

/** One thing to do for a run. A throw ends the run as lost; it then needs no undo. */
export type Step = (run: Run) => Promise<Undo | undefined> | Undo | undefined;
