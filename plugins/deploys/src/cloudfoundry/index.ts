import { defineDeploy } from '@turnpike/sdk';
import { flag, needTool, option, secret, word } from '../shared/options.js';
import { keys } from './keys.js';

/** Pushes an application. */
export const cloudfoundry = defineDeploy({
  id: 'cloudfoundry',
  summary: 'Pushes applications to Cloud Foundry.',
  yml: keys,
  required: [
    ['username', '$CF_USERNAME'],
    ['password', '$CF_PASSWORD'],
    'organization',
    'space',
    'api',
  ],
  run: (sh, options) => {
    needTool(sh, 'cf');
    secret(sh, 'CF_USERNAME', options['username']);
    secret(sh, 'CF_PASSWORD', options['password']);
    const insecure = flag(options, 'skip_ssl_validation');
    sh.cmd(`cf api ${word(option(options, 'api'))}${insecure}`);
    sh.cmd('cf auth');
    sh.cmd(`cf target -o ${word(options['organization'])} -s ${word(options['space'])}`);
    const app = option(options, 'app_name');
    sh.cmd(
      `cf push${app ? ` ${word(app)}` : ''}${flag(options, 'manifest', '-f')}${flag(options, 'buildpack', '-b')}`,
    );
    sh.cmd('cf logout');
  },
});

/** For whoever installs it alone. @alias */
export const plugin = cloudfoundry;
