import { kept, of, shown, type FeatureGroup } from '../feature.js';
import { files as f } from '../files.js';

export const jobsOfBuilds: FeatureGroup = {
  letter: 'D',
  title: 'The matrix',
  features: [
    shown(
      'D1',
      'Lists of values make jobs, up to a limit.',
      of(
        f.matrix,
        'are the product of the axes, env innermost, then the includes',
        'are refused where they are too many',
      ),
    ),
    shown(
      'D2',
      'Jobs are added one by one.',
      of(f.matrix, 'are only the includes where the product has one row'),
      of(f.language, '%s'),
    ),
    shown(
      'D3',
      'Jobs are left out.',
      of(
        f.matrix,
        'leave out what is excluded, and mark what may fail, which comes last in its stage',
      ),
      of(
        'plugins/travis-yml/src/doc/change/repairs.test.ts',
        'compares variables less the global ones of the job, not of the entry',
      ),
    ),
    shown(
      'D4',
      'Jobs may fail without their build.',
      of(
        f.matrix,
        'leave out what is excluded, and mark what may fail, which comes last in its stage',
      ),
      of(f.rollUp, 'of %j is %s'),
    ),
    shown(
      'D5',
      'A build has its result as soon as it is sure.',
      of(f.rollUp, 'of %j, finishing fast, is %s'),
      of(f.commands, 'restarts what a fast finish left behind without touching what still runs'),
    ),
    shown(
      'D6',
      'Jobs have names.',
      of(f.language, '%s'),
      of(
        f.localRun,
        'runs one job by name or number, deploys when told to, and exits as the job does',
      ),
    ),
    shown(
      'D7',
      'Variables are global, or make jobs.',
      of(f.payload, 'becomes env lines and opened values'),
      of(f.language, '%s'),
    ),
    kept(
      'D8',
      'Jobs run on several systems.',
      '"os": "osx" does not do here all that it says: no executor that is shipped runs macOS: such a job waits for a worker that offers it, and is errored without one.',
      of(f.inert, '%s'),
      of(f.routing, 'says which worker is missing'),
    ),
    shown(
      'D9',
      'Jobs run on several architectures.',
      of(f.pod, 'has the architecture of the job, or is refused'),
      of(f.routing, 'says which worker is missing'),
    ),
    shown('D10', 'A job may have any key of its own.', of(f.language, '%s')),
    shown(
      'D11',
      'Anchors stand for groups of jobs.',
      of(
        'plugins/travis-yml/src/yaml/read.test.ts',
        'merges maps at any place among a map’s own keys, later ones winning',
      ),
      of(f.language, '%s'),
    ),
  ],
};
