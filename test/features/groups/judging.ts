import { kept, missing, of, shown, type Feature } from '../feature.js';
import { apiTest, files as f, pageTest, uiTest } from '../files.js';

const { gatekeeper, language } = f;
const travisCommands = 'plugins/travis-yml/src/cli/commands.test.ts';

export const judging: readonly Feature[] = [
  shown(
    'B10',
    'Conditions choose builds, stages, jobs and more.',
    of(
      f.conditions,
      'binds and tighter than or, not tightest',
      'has an older grammar that knows no lone operands',
    ),
    of(language, '%s'),
  ),
  shown('B11', 'A command judges a condition.', of(travisCommands, 'parse, evaluate, and refuse')),
  shown(
    'B12',
    'The page of a build has its sources, and the whole configuration of each job.',
    of(
      uiTest('build-config'),
      'shows the source with what was found in it, and what jobs came of it',
      'puts each message below its source of several, and others above all',
    ),
    of(uiTest('config-jobs'), 'opens the whole configuration of one by keyboard'),
  ),
  shown(
    'B13',
    'A text is judged without a build: page, API and command.',
    of(pageTest('lint-page'), 'shows messages beside lines, and jobs by stage'),
    of(
      apiTest('lint'),
      'answers findings with sentences and one-based lines, and a text that cannot be read as an error',
    ),
    of(travisCommands, 'prints findings with file and line, and succeeds where none is an error'),
  ),
  shown(
    'B14',
    'The jobs of a text are shown before it is built.',
    of(
      gatekeeper,
      'shows jobs of a repository and of a bare text, and stores nothing',
      'says what the triggered build then contains',
    ),
  ),
  shown(
    'B15',
    'The reference and the schema for editors come from what is installed.',
    of(
      'plugins/travis-yml/src/schema/json-schema.test.ts',
      'is plain JSON of a size that editors load',
      'takes what is taken with repairs: %j',
    ),
    of(
      apiTest('schema'),
      'is for everybody, even where visitors see nothing, and kept by who asks',
    ),
    of('test/integration/strangers-keys.test.ts', 'stand in the reference'),
  ),
  missing(
    'B16',
    'The tab of the configuration shows whether something was found.',
    'the tab is plain: what was found is seen only when it is opened',
  ),
  missing('B17', 'A command writes a first file by language.', 'there is no `turnpike init` yet'),
  kept(
    'B18',
    '`filter_secrets` switches masking.',
    'The key "filter_secrets" is kept for compatibility and does nothing here: secrets are hidden in all logs.',
    of(f.inert, '%s'),
  ),
];
