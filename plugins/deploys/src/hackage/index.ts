import { defineDeploy } from '@turnpike/sdk';
import { needTool, secret } from '../shared/options.js';
import { truthy } from '@turnpike/sdk/shell';
import { keys } from './keys.js';

/** Uploads a Haskell package. */
export const hackage = defineDeploy({
  id: 'hackage',
  summary: 'Uploads packages to Hackage with cabal.',
  yml: keys,
  required: [
    ['username', '$HACKAGE_USERNAME'],
    ['password', '$HACKAGE_PASSWORD'],
  ],
  run: (sh, options) => {
    needTool(sh, 'cabal');
    secret(sh, 'HACKAGE_USERNAME', options['username']);
    secret(sh, 'HACKAGE_PASSWORD', options['password']);
    sh.cmd('cabal check');
    sh.cmd('cabal sdist');
    const publish = truthy(options['publish']) ? ' --publish' : '';
    const upload = `for file in dist*/sdist/*.tar.gz; do printf '%s\\n%s\\n' "$HACKAGE_USERNAME" "$HACKAGE_PASSWORD" | cabal upload${publish} "$file" || break; done`;
    sh.cmd(upload, { echo: `cabal upload${publish} dist*/sdist/*.tar.gz` });
  },
});

/** For whoever installs it alone. @alias */
export const plugin = hackage;
