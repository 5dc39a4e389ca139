import { defineDeploy } from '@turnpike/sdk';
import { truthy } from '@turnpike/sdk/shell';
import { option, secret, word } from '../shared/options.js';
import { keys } from './keys.js';

/** Pushes a folder as a branch that GitHub, GitLab or Gitea serve as a site. */
export const pages = defineDeploy({
  id: 'pages',
  aliases: ['ghpages', 'githubpages'],
  summary: 'Pushes a folder to the pages branch of a repository.',
  yml: keys,
  required: [['token', 'github_token', '$PAGES_TOKEN']],
  run: (sh, options) => {
    secret(sh, 'PAGES_TOKEN', option(options, 'token', 'github_token'));
    const branch = word(option(options, 'target_branch') ?? 'gh-pages');
    const repo = word(option(options, 'repo') ?? '$TRAVIS_REPO_SLUG');
    const host = word(option(options, 'url', 'github_url') ?? 'github.com');
    const name = word(option(options, 'name', 'committer_name') ?? 'Deployment');
    const email = word(option(options, 'email', 'committer_email') ?? 'deploy@turnpike.invalid');
    const message = word(
      option(options, 'commit_message') ?? 'Deploy $TRAVIS_REPO_SLUG at $TRAVIS_COMMIT',
    );
    sh.raw('travis_site="$(mktemp -d)"; travis_site_git="$travis_site.git"');
    sh.raw(
      `cp -R ${word(option(options, 'local_dir') ?? '.')}/. "$travis_site" && rm -rf "$travis_site/.git"`,
    );
    if (truthy(options['fqdn']))
      sh.raw(`printf '%s\\n' ${word(options['fqdn'])} > "$travis_site/CNAME"`);
    // The token goes to git by its helper: neither arguments nor files show it.
    sh.raw(
      'travis_site_ask() { echo username=x-access-token; echo "password=$PAGES_TOKEN"; }; export -f travis_site_ask',
    );
    sh.raw(
      'travis_site_run() { git -c credential.helper= -c credential.helper="!f() { bash -c travis_site_ask; }; f" --git-dir="$travis_site_git" --work-tree="$travis_site" "$@"; }',
    );
    sh.raw(`travis_site_url=https://${host}/${repo}.git`);
    sh.cmd(`git init --quiet --bare "$travis_site_git"`, { echo: false });
    if (truthy(options['keep_history'])) {
      sh.raw(
        `if travis_site_run fetch --quiet --depth=1 "$travis_site_url" ${branch}; then travis_site_run reset --quiet --soft FETCH_HEAD; fi`,
      );
    }
    sh.cmd('travis_site_run add --all .', { echo: 'git add --all .' });
    sh.cmd(
      `travis_site_run -c user.name=${name} -c user.email=${email} commit --quiet --allow-empty -m ${message}`,
      { echo: `git commit -m ${message}` },
    );
    const force = truthy(options['keep_history']) ? '' : '--force ';
    sh.cmd(`travis_site_run push ${force}--quiet "$travis_site_url" HEAD:refs/heads/${branch}`, {
      echo: `git push ${force}$travis_site_url ${branch}`,
    });
    sh.raw('rm -rf "$travis_site" "$travis_site_git"');
  },
});

/** For whoever installs it alone. @alias */
export const plugin = pages;
