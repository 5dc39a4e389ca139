import { elsewhere, of, shown, type FeatureGroup } from '../feature.js';
import { files as f } from '../files.js';

const recorded = of(
  f.buildRules,
  'has the visible commands, cache slugs and variables of the recordings',
);
const language = (id: string): string => `plugins/languages/src/${id}/index.test.ts`;

export const languages: FeatureGroup = {
  letter: 'G',
  title: 'Languages',
  features: [
    shown(
      'G1',
      'The common languages are built.',
      of(
        'plugins/languages/src/languages.test.ts',
        'has code, tests and a README',
        'exports a plugin of its own and is among all languages',
      ),
      recorded,
    ),
    shown(
      'G2',
      'So are many others; Hack is refused with what to write in its place.',
      recorded,
      of(f.gatekeeper, 'refuses what would make a job another one, with the place: %s'),
    ),
    shown(
      'G3',
      'A job may be of no language.',
      of(language('generic'), 'has nothing to install', 'has nothing to run'),
    ),
    shown(
      'G4',
      'Versions are named in the words of each language.',
      of(
        'plugins/languages/src/versions.test.ts',
        'is the one that is there, or an error: $id, $key',
        'is seen to for every key that makes a matrix',
      ),
    ),
    shown(
      'G5',
      'Versions are read from files of the repository.',
      of(language('node_js'), 'follows .nvmrc where no version is given'),
    ),
    shown('G6', 'Jobs know the versions of their language.', recorded),
    elsewhere(
      'G7',
      'Runtimes are built each night.',
      'version managers and images bring runtimes; the platform builds none',
    ),
    shown(
      'G8',
      'Compilers make jobs.',
      of(
        language('c'),
        'hands the compiler over, unless the environment names one',
        'names its cache after the compiler',
      ),
      of(language('cpp'), 'sets both compilers of the family'),
    ),
    shown(
      'G9',
      'Xcode is told what to build.',
      of(
        language('objective-c'),
        'names project, workspace, scheme, SDK and destination, after the arguments given',
      ),
    ),
    shown(
      'G10',
      'Components of Android are installed.',
      of(language('android'), 'takes components by the names that configs use'),
    ),
  ],
};
