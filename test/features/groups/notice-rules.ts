import { missing, of, shown, type Feature } from '../feature.js';
import { files as f } from '../files.js';

const { notifyBuild, checks, feeds } = f;
const pushover = 'plugins/notify-pushover/src/pushover-notifier.test.ts';
const notices = 'sdk/src/notices/notices.test.ts';

export const noticeRules: readonly Feature[] = [
  shown(
    'K10',
    'Each kind says when it tells.',
    of(
      notifyBuild,
      'takes %s after %s for a change: %s',
      'obeys always and never, also as yes and no',
    ),
  ),
  shown(
    'K11',
    'Conditions decide whether somebody is told.',
    of('test/conformance/config-rules.test.ts', 'judge conditions wherever one may stand'),
    of(f.language, '%s'),
  ),
  shown(
    'K12',
    'A kind may be configured several times.',
    of(notifyBuild, 'asks others by their entries only'),
  ),
  shown(
    'K13',
    'Notices have templates with values.',
    of(
      notices,
      'have values where their names stand',
      'know all nineteen names, each a text, also for a build that has next to nothing',
    ),
    of(pushover, 'takes a template, and as much of it as Pushover does'),
  ),
  shown(
    'K14',
    'The host shows the state of a commit.',
    of('plugins/notify-commit-status/src/commit-status-notifier.test.ts', '%s is %s'),
    of(f.github, 'has a push built, once, and its status set'),
    of(checks, '28. Statuses: a canceled build is told of, by a status and by a check'),
  ),
  shown(
    'K15',
    'The host shows a check with summary and jobs.',
    of(
      checks,
      '29. Check run: a build has one with summary, jobs, configuration and 120 annotations in 3 requests, and no status',
    ),
  ),
  shown('K16', 'Builds are an Atom feed.', of(feeds, 'is an Atom feed of builds')),
  shown(
    'K17',
    'Tray programs have a feed.',
    of(
      feeds,
      'tells the last result, also while another build runs',
      'is found by id, by owner and by branch, and only by who may see it',
    ),
  ),
  missing('K18', 'The browser tells of builds.', 'no page asks the browser to show notices'),
  missing(
    'K19',
    'The operator tells people something.',
    'nothing writes broadcasts; their lists are empty',
  ),
];
