import { of, shown, type Feature } from '../feature.js';
import { apiTest, files as f, pageTest, uiTest } from '../files.js';

const { gatekeeper, rules, commands } = f;

export const choosingBuilds: readonly Feature[] = [
  shown(
    'A13',
    'Words of the commit message skip the build.',
    of(rules, 'skips %j', 'builds %j', 'never skips %s'),
  ),
  shown(
    'A14',
    'Branches are chosen by names and patterns.',
    of(rules, '%j of %s: %s', '%s on %s: %s'),
  ),
  shown(
    'A15',
    'A condition at the root decides whether there is a build.',
    of(gatekeeper, 'quotes a false root condition'),
  ),
  shown(
    'A16',
    'A newer push cancels older builds of its branch that wait.',
    of(gatekeeper, 'cancel older ones of the branch: %s %j'),
    of(commands, 'supersedes a build that waits, quietly; one that runs only if told'),
  ),
  shown(
    'A17',
    'A newer head cancels older builds of its pull request that wait.',
    of(gatekeeper, 'cancel older ones of the pull request, and of no other'),
    of(commands, 'supersedes a build that waits, quietly; one that runs only if told'),
  ),
  shown(
    'A18',
    'Each request is listed with what became of it.',
    of(uiTest('request-list'), 'says what became of each, and links the build'),
    of(f.v2, 'shows requests with what became of them'),
  ),
  shown(
    'A19',
    'A commit without a configuration is not built where the repository says so.',
    of(gatekeeper, 'needs the file where the repository says so'),
  ),
  shown(
    'A20',
    'Who asks for a build may give it a message.',
    of(
      gatekeeper,
      'takes the newest commit of the branch and the sent configuration for API requests',
    ),
  ),
  shown(
    'A21',
    'Requests of the API are limited for each repository.',
    of(apiTest('requests'), 'refuses above the limit, bad names, and inactive repositories'),
    of(f.settings, 'lets no repository set more than the operator allows'),
  ),
  shown(
    'A22',
    'A build is put before others.',
    of(
      apiTest('build-commands'),
      'puts a build first, and cancels for it what else runs where one may',
    ),
    of(f.schedule, 'prefers priority, and required jobs among those it queues'),
    of(pageTest('build-page'), 'puts jobs that wait before others, once'),
  ),
  shown(
    'A23',
    'The permission to have builds started is taken from people.',
    of(
      apiTest('build-permissions'),
      'is taken and given back, and stands in the list with the right',
      'is taken in all that an owner has',
    ),
    of(
      gatekeeper,
      'says so for somebody from whom an administrator took the permission, at the host and here',
    ),
  ),
  shown(
    'A24',
    'Builds of pushes and of pull requests are switched apart.',
    of(rules, '%s can be switched off: %s'),
  ),
];
