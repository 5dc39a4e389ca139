import { defineDeploy } from '@turnpike/sdk';
import { truthy } from '@turnpike/sdk/shell';
import { files, flag, needTool, option, secret, word } from '../shared/options.js';
import { keys } from './keys.js';

/** Attaches files to the GitHub release of the tag; makes the release where there is none. */
export const releases = defineDeploy({
  id: 'releases',
  aliases: ['githubreleases'],
  summary: 'Uploads files to a GitHub release.',
  yml: keys,
  required: [['token', 'api_key', 'oauth_token', 'github_token', '$GH_TOKEN', '$GITHUB_TOKEN']],
  run: (sh, options) => {
    needTool(sh, 'gh');
    secret(sh, 'GH_TOKEN', option(options, 'token', 'api_key', 'oauth_token', 'github_token'));
    const tag = truthy(options['tag_name'])
      ? word(options['tag_name'])
      : '"${TRAVIS_TAG:-$(git describe --tags --exact-match)}"';
    const repo = truthy(options['repo']) ? word(options['repo']) : '"$TRAVIS_REPO_SLUG"';
    sh.raw(`travis_tag=${tag}; travis_repo=${repo}`);
    const title = flag(options, 'name', '--title') || ' --title "$travis_tag"';
    const notes =
      flag(options, 'body', '--notes') ||
      flag(options, 'release_notes', '--notes') ||
      ' --notes ""';
    const kind = `${flag(options, 'draft')}${flag(options, 'prerelease')}${flag(options, 'target_commitish', '--target')}`;
    sh.if(
      '! gh release view "$travis_tag" --repo "$travis_repo" &>/dev/null',
      () => sh.cmd(`gh release create "$travis_tag" --repo "$travis_repo"${title}${notes}${kind}`),
      { raw: true },
    );
    const list = files(options, 'file', truthy(options['file_glob']));
    const clobber = truthy(options['overwrite']) ? ' --clobber' : '';
    if (list)
      sh.cmd(`gh release upload "$travis_tag" ${list} --repo "$travis_repo"${clobber}`, {
        retry: true,
      });
  },
});

/** For whoever installs it alone. @alias */
export const plugin = releases;
