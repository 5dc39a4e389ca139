import { of, shown, type FeatureGroup } from '../feature.js';
import { apiTest, files as f, uiTest } from '../files.js';
import { choosingBuilds } from './choosing-builds.js';

const { gatekeeper, rules, commands } = f;

export const triggering: FeatureGroup = {
  letter: 'A',
  title: 'What asks for builds',
  features: [
    shown(
      'A1',
      'A push to a branch is built.',
      of(f.github, 'has a push built, once, and its status set'),
      of(gatekeeper, 'becomes a build with stages and numbered jobs'),
      of(rules, '%s can be switched off: %s'),
    ),
    shown(
      'A2',
      'A pushed tag is built by its name.',
      of(gatekeeper, 'builds tags by their name, without making a branch of them'),
      of(f.githubParse, 'knows tags, deletions and forced pushes'),
      of(f.checkout, 'takes a tag, and the merge of a pull request'),
    ),
    shown(
      'A3',
      'A pull request is built as it would be merged, again with each of its commits.',
      of(f.github, 'has a pull request built as it would be merged'),
      of(f.gitea, 'has a pull request from a fork built as it would be merged'),
    ),
    shown(
      'A4',
      'A draft of a pull request is built, and the job knows that it is one.',
      of(f.githubParse, 'knows a draft'),
      of(f.payload, 'keeps secrets from forks'),
    ),
    shown(
      'A5',
      'A release is built when it is published.',
      of(f.githubParse, 'builds a release when it is released, and only then'),
      of(rules, '%s can be switched off: %s'),
    ),
    shown(
      'A6',
      'A pull request that cannot be merged is not built, and says why.',
      of(gatekeeper, 'says that a pull request cannot be merged'),
      of(
        'plugins/vcs-github/src/provider.test.ts',
        'waits for the merge commit of a pull request, and knows when there will be none',
      ),
    ),
    shown(
      'A7',
      'Branches are built on a schedule.',
      of(
        'plugins/cron/src/cron.test.ts',
        'asks for one build when it is due, however many look, and puts the next run into the future',
        'is left out after a recent build, but stays',
      ),
      of(f.settings, 'makes crons by interval or expression'),
    ),
    shown(
      'A8',
      'The API asks for a build of a branch, with a configuration of its own.',
      of(apiTest('requests'), 'stores an API request and says how many are left'),
      of(
        gatekeeper,
        'takes the newest commit of the branch and the sent configuration for API requests',
      ),
    ),
    shown(
      'A9',
      'A form asks for a build, and shows beforehand which jobs it would have.',
      of(
        uiTest('trigger-dialog'),
        'asks for the default branch as it is, and goes to the build',
        'previews the very request that it would make',
      ),
    ),
    shown(
      'A10',
      'Builds and jobs run again.',
      of(
        commands,
        'restarts a job: a new run beside the old one',
        'restarts a build, whole or only what did not pass',
        'does not restart a build whose configuration could not be read',
      ),
    ),
    shown(
      'A11',
      'Builds and jobs are canceled, with the reason kept.',
      of(
        commands,
        'cancels a waiting job at once, and says who did',
        'asks the worker to end a running job, and takes its word',
        'cancels a whole build, running jobs and all',
      ),
    ),
    shown(
      'A12',
      'A check that is asked for again at the host runs the build again.',
      of(
        f.checks,
        '29. Check run: re-run of the run and of the suite (of a fork: no branch) restarts the right build and makes a new run',
      ),
    ),
    ...choosingBuilds,
  ],
};
