import { of, shown, type FeatureGroup } from '../feature.js';
import { files as f } from '../files.js';
import { judging } from './judging.js';

const { gatekeeper, matrix, language } = f;
const yaml = 'plugins/travis-yml/src/yaml/read.test.ts';

export const configuration: FeatureGroup = {
  letter: 'B',
  title: 'The configuration file',
  features: [
    shown(
      'B1',
      '`.travis.yml` is read as Travis reads it.',
      of(
        yaml,
        'keeps decimal fractions as the text they were written as',
        'takes lower-case yes, no, on, off for text, and their other spellings for booleans',
      ),
      of(language, '%s'),
    ),
    shown(
      'B2',
      'A version of the language is named.',
      of(
        'plugins/travis-yml/src/schema/extensions.test.ts',
        'are unknown without the version that brings them',
      ),
      of(language, '%s'),
    ),
    shown(
      'B3',
      'The configuration is judged, and what was found is told.',
      of(
        gatekeeper,
        'tells of findings with one-based lines',
        'keeps its findings only where the repository has them validated',
      ),
      of(matrix, 'say what was repaired, with line and a sentence'),
    ),
    shown(
      'B4',
      'Misspelt keys and values are repaired, with a warning.',
      of('plugins/travis-yml/src/spelling/match.test.ts', '%s among %j'),
      of('plugins/travis-yml/src/doc/change/repairs.test.ts', '%s'),
    ),
    shown(
      'B5',
      'Anchors, merge keys and other names of keys are known.',
      of(yaml, 'merges, what comes later winning, and takes unknown aliases for nothing'),
      of(language, '%s'),
    ),
    shown(
      'B6',
      'Parts are imported, of this repository or another.',
      of(
        matrix,
        'are merged below what imports them, depth first',
        'come from other repositories at their default branch, with secrets encrypted anew',
        'fail the request where they are missing, naming the file',
      ),
    ),
    shown('B7', 'Imports and requests say how they are merged.', of(language, '%s')),
    shown(
      'B8',
      'Private parts are shared among repositories of one owner.',
      of(matrix, 'do not bring private files where they must not go'),
      of(gatekeeper, 'bring secrets along only where the owner is the same: encrypted anew'),
    ),
    shown('B9', 'Paths of imports hold values of the request.', of(language, '%s')),
    ...judging,
  ],
};
