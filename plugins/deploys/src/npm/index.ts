import { defineDeploy } from '@turnpike/sdk';
import { flag, inFolder, needTool, option, secret, word } from '../shared/options.js';
import { keys } from './keys.js';

/** Publishes the package to an npm registry. */
export const npm = defineDeploy({
  id: 'npm',
  summary: 'Publishes to an npm registry.',
  yml: keys,
  required: [['api_token', 'api_key', '$NPM_TOKEN']],
  run: (sh, options) => {
    needTool(sh, 'npm');
    secret(sh, 'NPM_TOKEN', option(options, 'api_token', 'api_key'));
    const registry = option(options, 'registry') ?? 'https://registry.npmjs.org';
    sh.raw(`travis_registry=${word(registry)}; travis_registry="\${travis_registry%/}"`);
    // npm itself reads the variable: the token is in no file.
    sh.raw(`printf '//%s/:_authToken=\${NPM_TOKEN}\\n' "\${travis_registry#*://}" >> ~/.npmrc`);
    inFolder(sh, options['src'], () =>
      sh.cmd(
        `npm publish --registry "$travis_registry"${flag(options, 'tag')}${flag(options, 'access')}${flag(options, 'dry_run')}`,
      ),
    );
  },
});

/** For whoever installs it alone. @alias */
export const plugin = npm;
