import { missing, of, shown, type FeatureGroup } from '../feature.js';
import { apiTest, files as f, pageTest, uiTest } from '../files.js';

export const logs: FeatureGroup = {
  letter: 'M',
  title: 'Logs',
  features: [
    shown(
      'M1',
      'A log is read while it is written.',
      of(f.live, 'a lost connection is said and taken up again, with no line missing or twice'),
      of(
        'plugins/live/src/live.test.ts',
        'come as consecutive bytes from the offset on, until sealed',
      ),
    ),
    shown(
      'M2',
      'Parts of a log fold, with their times.',
      of(
        uiTest('log-view'),
        'closes finished folds, opens them by mouse and keyboard, and for a line within',
      ),
      of('ui/src/log/lines.test.ts', 'leaves a fold open that nothing closed'),
    ),
    shown(
      'M3',
      'Colours and what was written over are shown as a terminal does.',
      of(
        'ui/src/log/ansi.test.ts',
        'carries the style into the next line',
        'overwrites after a carriage return, as a terminal does',
      ),
    ),
    shown(
      'M4',
      'A log is followed, linked by lines, and had raw.',
      of(uiTest('log-view'), 'follows the end, and stops when the reader scrolls up'),
      of(f.logPage, 'puts the selected line into the address'),
      of('test/e2e/log.spec.ts', 'the raw log is a sandboxed text'),
    ),
    shown(
      'M5',
      'The API gives a log as text and in parts, by a link for a while.',
      of(
        apiTest('logs'),
        'sends raw bytes in a sandbox, whole or from an offset',
        'is opened for a day to who has its address, and that log alone',
      ),
      of(f.v2, 'are JSON or text, as the client accepts, to the last byte'),
    ),
    shown(
      'M6',
      'A log has a limit.',
      of(f.worker, 'ends a job that writes too much, and stores exactly as much as is allowed'),
    ),
    shown(
      'M7',
      'Logs are kept in object storage.',
      of(
        'test/integration/s3.test.ts',
        'builds, is backed up with a word of where logs are, and is carried to a disk and back',
      ),
    ),
    missing(
      'M8',
      'The log says on which worker it was written.',
      'the page of a job names the worker; the log does not, nor version, image and time to start',
    ),
    shown(
      'M9',
      'The end of a log says why a job ended.',
      of(f.followLog, 'ends with 1 and the reason of what %s'),
      of(f.logPage, 'reads the log and says how it ended'),
    ),
    shown(
      'M10',
      'A log that was removed says so.',
      of(pageTest('job-page'), 'says when and why a log was removed, instead of an empty log'),
    ),
  ],
};
