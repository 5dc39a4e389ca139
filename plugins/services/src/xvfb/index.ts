import { defineService } from '@turnpike/sdk';
import { startUnit } from '../shared/daemon.js';

/** A screen in memory, for browsers and graphical programs. */
export const xvfb = defineService({
  id: 'xvfb',
  summary: 'A virtual screen.',
  yml: { value: 'xvfb', only: { dist: ['xenial'] } },
  start: (sh) => {
    startUnit(sh, 'xvfb', undefined, ['Xvfb', ':99', '-screen', '0', '1280x1024x24', '-ac']);
    sh.export('DISPLAY', ':99.0', { echo: true });
  },
  ready: (sh) =>
    sh.raw(
      'for travis_try in 1 2 3 4 5 6 7 8 9 10; do [[ -e /tmp/.X11-unix/X99 ]] && break; sleep 0.2; done',
    ),
});

/** For whoever installs it alone. @alias */
export const plugin = xvfb;
