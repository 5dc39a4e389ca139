import { defineDeploy } from '@turnpike/sdk';
import { flag, needTool, option, secret } from '../shared/options.js';
import { keys } from './keys.js';

/** Deploys hosting, functions and rules. */
export const firebase = defineDeploy({
  id: 'firebase',
  summary: 'Deploys to Firebase.',
  yml: keys,
  required: [['token', '$FIREBASE_TOKEN']],
  run: (sh, options) => {
    needTool(sh, 'npx');
    secret(sh, 'FIREBASE_TOKEN', option(options, 'token'));
    const flags = ['project', 'only', 'message', 'force']
      .map((name) => flag(options, name))
      .join('');
    sh.cmd(`npx --yes firebase-tools deploy --non-interactive${flags}`);
  },
});

/** For whoever installs it alone. @alias */
export const plugin = firebase;
