import { defineDeploy } from '@turnpike/sdk';
import { list, truthy } from '@turnpike/sdk/shell';
import { option, secret, word } from '../shared/options.js';
import { keys } from './keys.js';

/** Pushes the commit to the application's repository, which builds and releases it. */
export const heroku = defineDeploy({
  id: 'heroku',
  summary: 'Deploys to Heroku by git.',
  yml: keys,
  required: [['api_key', 'password', '$HEROKU_API_KEY']],
  runsCommands: true,
  run: (sh, options) => {
    secret(sh, 'HEROKU_API_KEY', option(options, 'api_key', 'password'));
    const app = word(option(options, 'app') ?? '${TRAVIS_REPO_SLUG#*/}');
    sh.raw(
      'travis_heroku_ask() { echo username=x; echo "password=$HEROKU_API_KEY"; }; export -f travis_heroku_ask',
    );
    const helper =
      '-c credential.helper= -c credential.helper="!f() { bash -c travis_heroku_ask; }; f"';
    sh.if('-f "$(git rev-parse --git-dir)/shallow"', () => sh.cmd('git fetch --unshallow'));
    const url = `https://git.heroku.com/${app}.git`;
    sh.cmd(`git ${helper} push --force ${url} HEAD:refs/heads/main`, {
      echo: `git push --force ${url} HEAD:refs/heads/main`,
    });
    for (const command of list(options['run']).filter(truthy)) {
      sh.cmd(`heroku run --exit-code --app ${app} -- ${word(command)}`);
    }
  },
});

/** For whoever installs it alone. @alias */
export const plugin = heroku;
