import { elsewhere, of, shown, type FeatureGroup } from '../feature.js';
import { files as f, pageTest, uiTest } from '../files.js';

export const stages: FeatureGroup = {
  letter: 'E',
  title: 'Stages',
  features: [
    shown(
      'E1',
      'Stages run one after another, their jobs beside one another.',
      of(f.schedule, 'opens a stage when the one before is empty'),
      of(f.routing, 'opens one stage of a build after the other'),
    ),
    shown(
      'E2',
      'Stages have an order and conditions.',
      of(f.matrix, 'run in the order of stages, whose conditions count'),
    ),
    shown(
      'E3',
      'A job without a stage is of `test`.',
      of(
        'plugins/travis-yml/src/doc/change/repairs.test.ts',
        'knows jobs without a stage by any spelling of test',
      ),
      of(f.language, '%s'),
    ),
    shown(
      'E4',
      'A job knows the name of its stage.',
      of(f.buildRules, 'has the visible commands, cache slugs and variables of the recordings'),
    ),
    shown(
      'E5',
      'Jobs of a build share files.',
      of(f.builds, 'passes a workspace on to later jobs of the build'),
      of(f.storage, 'passes a workspace between stages and keeps an artifact'),
    ),
    elsewhere('E6', 'Stages share an image.', 'a recipe of E1, F10 and a registry'),
    shown(
      'E7',
      'A first stage warms the cache.',
      of(f.builds, 'keeps a cache from job to job, and stores it only when it changed'),
    ),
    shown(
      'E8',
      'Stages and jobs of a build are drawn.',
      of(uiTest('pipeline'), 'draws waiting and running to scale, and says both in words'),
      of(
        pageTest('build-page'),
        'shows jobs below their stages, in order, and what of the commit is not its first line',
      ),
    ),
    shown(
      'E9',
      'A job that runs again brings later stages back.',
      of(f.commands, 'arms later stages again when what stopped them is restarted'),
    ),
  ],
};
