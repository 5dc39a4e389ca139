import { proof } from '../../support/proofs.js';
import { entry, type FieldEntry } from '../entry.js';

export const shown: readonly FieldEntry[] = [
  entry(
    'P9',
    'Any log, in any pieces, costs the page work in proportion to its length and bounded text for each line.',
    [
      proof('ui/src/log/lines.property.test.ts', 'shows the same lines'),
      proof(
        'ui/src/log/lines.property.test.ts',
        'never hands out more characters of a line than are shown',
      ),
      proof('ui/src/log/lines.property.test.ts', 'is there for the next line after %s'),
      proof(
        'plugins/local-run/src/output/job-printer.test.ts',
        'reads a line of any length that comes in any pieces',
      ),
    ],
  ),
  entry(
    'T9',
    'Text that mentions a marker of folds or times is text, whole, wherever it is read.',
    [
      proof(
        'ui/src/log/lines.property.test.ts',
        'are shown whole, with the folds around them as they were',
      ),
      proof('ui/src/log/lines.property.test.ts', 'are shown whole in a line too long to be kept'),
      proof(
        'plugins/local-run/src/output/job-printer.test.ts',
        'shows lines whole that only mention marks',
      ),
    ],
  ),
  entry(
    'N3',
    'What builds stored and jobs keep can be listed, fetched and deleted by page and command.',
    [
      proof(
        'ui/src/components/artifact-list/artifact-list.test.ts',
        'links what a build stored, to be downloaded',
      ),
      proof(
        'ui/src/components/cache-list/cache-list.test.ts',
        'shows what is kept, and deletes one when that is confirmed',
      ),
      proof('core/src/cli/follow-log.test.ts', 'are of what builds stored and jobs keep'),
    ],
    { issue: 13, what: 'reading of test reports' },
  ),
  entry(
    'N7',
    'A job without its repository is of the folder’s remote or of the only one, or the error names which there are.',
    [
      proof('core/src/cli/follow-log.test.ts', 'is of the only repository'),
      proof('core/src/cli/follow-log.test.ts', 'is asked for with the names that are there'),
    ],
  ),
  entry(
    'N8',
    'Following a log waits, says why, goes on over runs and ends by the job’s result and reason.',
    [
      proof(
        'core/src/cli/follow-log.test.ts',
        'waits for a job that has not begun, and says why it waits',
      ),
      proof('core/src/cli/follow-log.test.ts', 'goes on with the next run where one was lost'),
      proof('core/src/cli/follow-log.test.ts', 'ends with 1 and the reason of what %s'),
    ],
  ),
  entry('N9', 'What failed in a log is found and gone to.', [
    proof('ui/src/log/failures.test.ts', 'finds what commands failed, whatever is printed around'),
    proof(
      'ui/src/components/job-log/job-log.test.ts',
      'opens the log of a job that did not pass where it failed first; e and E go on and back',
    ),
    proof(
      'ui/src/components/job-log/job-log.test.ts',
      'wraps long lines by w and by its button, and remembers it',
    ),
    proof(
      'ui/src/components/log-view/log-view.test.ts',
      'wraps very wide lines: nothing is beyond the edge, each line is gone to, all can be scrolled to',
    ),
    proof(
      'ui/src/log/heights.test.ts',
      'says where each row begins, and which row is at a place, as adding up would',
    ),
    proof(
      'ui/src/log/long-line.test.ts',
      'shows whole characters only, whatever stands at the limit, however it came',
    ),
  ]),
  entry('NC', 'A page of what is not there, or may not be seen, says so to programs as well.', [
    proof(
      'test/integration/page-status.test.ts',
      'of what is not there, or may not be seen, is a 404 with the same content',
    ),
    proof(
      'test/integration/page-status.test.ts',
      'tells a visitor who must log in nothing; a browser gets the form',
    ),
    proof(
      'test/integration/page-status.test.ts',
      'tells who may not see a thing nothing by what its address is made of',
    ),
  ]),
  entry('N10', 'A preview says what the triggered build then contains, whatever the conditions.', [
    proof(
      'plugins/gatekeeper/src/gatekeeper.test.ts',
      'says what the triggered build then contains',
    ),
    proof(
      'plugins/gatekeeper/src/gatekeeper.test.ts',
      'tells who may only read nothing of secrets by conditions of their own',
    ),
  ]),
  entry(
    'N13',
    'Tables tell what a job runs, how long it took, where its page is; one job can be meant.',
    [
      proof(
        'core/src/cli/follow-log.test.ts',
        'tell of each job what it runs, how long it took and where its page is',
      ),
      proof('core/src/cli/follow-log.test.ts', 'is meant by its number: %s'),
      proof('core/src/cli/follow-log.test.ts', 'is of the one that the folder has as remote: %s'),
    ],
  ),
  entry(
    'N14',
    'What runs, waits and failed is in one place for everybody.',
    [
      proof(
        'ui/src/pages/activity-page/activity-page.test.ts',
        'lists what runs of all repositories, and what waits or failed when asked',
      ),
      proof(
        'ui/src/components/build-list/build-list.test.ts',
        'begins at the first page again whenever it is narrowed, and shows all again',
      ),
      proof(
        'ui/src/components/build-list/build-list.test.ts',
        'asks for a branch once it was typed, and for the kind of event',
      ),
    ],
    { issue: 15, what: 'builds of one’s own, favourites' },
  ),
  entry('N15 N17', 'Restart stands where it works, and reasons name stages.', [
    proof(
      'plugins/api/src/resources/shown.test.ts',
      'offers no restart of a job whose configuration could not be read',
    ),
    proof('plugins/api/src/resources/shown.test.ts', 'names stages in reasons why jobs wait'),
    proof(
      'ui/src/pages/job-page/job-page.test.ts',
      'offers a restart only where the server says that it works',
    ),
  ]),
  entry('N21', 'A build says nothing of mail that nobody asked for.', [
    proof(
      'ui/src/components/notifications/notifications.test.ts',
      'says nothing of mail that this server cannot send and nobody asked for',
    ),
    proof(
      'ui/src/components/notifications/notifications.test.ts',
      'says that mail cannot be sent where the configuration asks for it',
    ),
  ]),
  entry(
    'NC',
    'Lists say states in words, times to come have an hour and a zone, keys and help are told of, and nothing is in the way.',
    [
      ...[
        'runs one now, by keyboard, once however often it is pressed',
        'runs nothing of a repository that is not active, and offers nothing to who may not write',
      ].map((title) => proof('ui/src/components/cron-list/cron-list.test.ts', title)),
      proof(
        'plugins/api/src/resources/settings.test.ts',
        'runs a cron at once for who may write, and leaves its next time',
      ),
      proof('core/src/cli/follow-log.test.ts', 'are of schedules, one of which is run at once'),
      proof('ui/src/components/toasts/toasts.test.ts', 'covers no button: %j'),
      proof(
        'ui/src/components/env-vars/env-vars.test.ts',
        'has the values of all rows below one another, however long the names and tags are',
      ),
      proof(
        'ui/src/pages/help-page/help-page.test.ts',
        'names documents that there are, and links the schema that this server serves',
      ),
      proof(
        'test/integration/npm-start.test.ts',
        'npm start without a terminal prints lines of text: no control characters, no JSON, nothing twice',
      ),
      proof(
        'ui/src/components/keys/keys.test.ts',
        'lists the keys when ? is pressed, and is closed by Escape',
      ),
      proof('ui/src/components/keys/keys.test.ts', 'leaves ? to whoever types it'),
      proof(
        'ui/src/components/build-row/build-row.test.ts',
        'shows a build: state, first line as text, branch, commit, who, how long',
      ),
      proof('ui/src/data/format.test.ts', 'says a time to come with its hour and zone'),
      proof(
        'ui/src/pages/home-page/home-page.test.ts',
        'searches on the server and says when nothing is found',
      ),
    ],
  ),
  entry('N18', 'Durations are written in one way, and a bar says what it is of.', [
    proof(
      'test/e2e/live.spec.ts',
      'what is listed agrees with what the API counts, narrowed or not, while builds come',
    ),
    proof('ui/src/data/format.test.ts', 'writes %d ms'),
    proof(
      'ui/src/components/pipeline/pipeline.test.ts',
      'draws waiting and running to scale, and says both in words',
    ),
    proof(
      'ui/src/components/pipeline/pipeline.test.ts',
      'keeps each name on its line, however long and however narrow',
    ),
  ]),
];
