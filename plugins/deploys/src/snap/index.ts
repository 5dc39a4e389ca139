import { defineDeploy } from '@turnpike/sdk';
import { files, needTool, option, secret, word } from '../shared/options.js';
import { keys } from './keys.js';

/** Uploads a snap and releases it to a channel. */
export const snap = defineDeploy({
  id: 'snap',
  summary: 'Uploads snaps to the Snap Store.',
  yml: keys,
  required: [['token', '$SNAPCRAFT_STORE_CREDENTIALS']],
  run: (sh, options) => {
    needTool(sh, 'snapcraft');
    secret(sh, 'SNAPCRAFT_STORE_CREDENTIALS', option(options, 'token'));
    const name = files({ snap: option(options, 'snap') ?? '*.snap' }, 'snap', true);
    sh.cmd(`snapcraft upload ${name} --release=${word(option(options, 'channel') ?? 'edge')}`);
  },
});

/** For whoever installs it alone. @alias */
export const plugin = snap;
