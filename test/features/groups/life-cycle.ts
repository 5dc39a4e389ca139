import { missing, of, shown, type FeatureGroup } from '../feature.js';
import { files as f } from '../files.js';
import { checkouts } from './checkout.js';

const { compile, buildRules, worker, shellHelpers } = f;
const recorded = of(
  buildRules,
  'has the visible commands, cache slugs and variables of the recordings',
);
const observed = of(buildRules, 'ends with the same code and the same marks in the log');

export const lifeCycle: FeatureGroup = {
  letter: 'C',
  title: 'The life of a job',
  features: [
    shown(
      'C1',
      'Phases run in their order.',
      of(
        compile,
        'runs the phases in one shell and passes',
        'has all stages in the tree, in order',
      ),
      observed,
    ),
    shown('C2', 'Each language has usual phases of its own.', recorded),
    shown('C3', 'A phase is skipped by `skip` or `true`.', recorded),
    shown(
      'C4',
      'What a failure means depends on its phase.',
      of(
        compile,
        'fails with 1 after a failed script command, having run the rest',
        'is errored at once by a failed install',
      ),
      of(shellHelpers, 'is sticky, and 0 or 1'),
    ),
    shown(
      'C5',
      'Scripts have the usual functions.',
      of(shellHelpers, 'retries', 'keeps output until the end and passes the code on'),
      of(f.builds, 'waits and retries'),
    ),
    shown(
      'C6',
      'A job has a time limit.',
      of(worker, 'ends a job that runs too long, with all it started'),
      of(
        'plugins/hub/src/payload/timeouts.test.ts',
        "is the repository's, up to what the operator allows, else the hub's",
      ),
    ),
    shown(
      'C7',
      'A job that says nothing is ended.',
      of(worker, 'ends a job that is silent too long, but none that speaks'),
    ),
    missing(
      'C8',
      'A job waits for people who look at its machine.',
      'nothing asks for a debug run: neither the API nor a page nor a command',
    ),
    shown(
      'C9',
      'Each job may have a language of its own.',
      of(
        'test/conformance/config-rules.test.ts',
        'drop what is switched on, or is a text, from jobs of other languages',
      ),
      of(f.language, '%s'),
    ),
    ...checkouts,
  ],
};
