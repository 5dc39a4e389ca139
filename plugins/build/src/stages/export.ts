import { list, q, shellEscape, type ShellText, text, truthy } from '@turnpike/sdk/shell';
import type { ShellBuilder } from '@turnpike/sdk';
import type { Compilation } from '../context.js';
import { ConfigProblem } from '../config-problem.js';
import { parseEnvLine, type Assignment } from '../env-line.js';
import { jobSource, webUrl } from '../payload.js';

/** The variables of every job, in Travis' order (travis-build `lib/travis/build/env/builtin.rb`). */
function builtinVariables(ctx: Compilation): readonly (readonly [ShellText, ShellText])[] {
  const { payload, config } = ctx;
  const { job, repository } = payload;
  const build = jobSource(payload);
  const word = shellEscape;
  return [
    ['TRAVIS', 'true'],
    ['CI', 'true'],
    ['CONTINUOUS_INTEGRATION', 'true'],
    ['PAGER', 'cat'],
    ['HAS_JOSH_K_SEAL_OF_APPROVAL', 'true'],
    ['TRAVIS_ALLOW_FAILURE', word(job.allow_failure)],
    ['TRAVIS_EVENT_TYPE', word(build?.event_type)],
    ['TRAVIS_PULL_REQUEST', word(job.pull_request || 'false')],
    ['TRAVIS_SECURE_ENV_VARS', String(hasSecure(ctx))],
    ['TRAVIS_BUILD_ID', word(build?.id)],
    ['TRAVIS_BUILD_NUMBER', word(build?.number)],
    ['TRAVIS_BUILD_DIR', q`\${HOME}/build/${repository.slug}`],
    ['TRAVIS_BUILD_WEB_URL', word(webUrl(payload, 'builds', build?.id))],
    ['TRAVIS_JOB_ID', word(job.id)],
    ['TRAVIS_JOB_NAME', word(job.name)],
    ['TRAVIS_JOB_NUMBER', word(job.number)],
    ['TRAVIS_JOB_WEB_URL', word(webUrl(payload, 'jobs', job.id))],
    ['TRAVIS_BRANCH', word(job.branch)],
    ['TRAVIS_COMMIT', word(job.commit)],
    ['TRAVIS_COMMIT_MESSAGE', word(job.commit_message)],
    ['TRAVIS_COMMIT_RANGE', word(job.commit_range)],
    ['TRAVIS_REPO_SLUG', word(repository.slug)],
    ['TRAVIS_REPO_PRIVATE', word(repository.private)],
    ['TRAVIS_OSX_IMAGE', word(config['osx_image'])],
    ['TRAVIS_LANGUAGE', word(ctx.given['language'])],
    ['TRAVIS_TAG', word(job.tag)],
    ['TRAVIS_SUDO', String(!payload.paranoid)],
    ['TRAVIS_BUILD_STAGE_NAME', word(job.stage_name)],
    ['TRAVIS_PULL_REQUEST_BRANCH', word(job.pull_request_head_branch)],
    ['TRAVIS_PULL_REQUEST_SHA', word(job.pull_request_head_sha)],
    ['TRAVIS_PULL_REQUEST_SLUG', word(job.pull_request_head_slug)],
    ['TRAVIS_PULL_REQUEST_IS_DRAFT', word(job.pull_request_is_draft)],
    ['TRAVIS_JOB_RESTARTED', word(job.restarted_at)],
    ['TRAVIS_JOB_RESTARTED_BY', word(job.restarted_by)],
    ...customImage(ctx),
  ];
}

function customImage({ payload }: Compilation): (readonly [ShellText, ShellText])[] {
  const image = payload.job.created_custom_image;
  if (!image) return [];
  return [
    ['TRAVIS_CREATED_CUSTOM_IMAGE_ID', shellEscape(image['id'])],
    ['TRAVIS_CREATED_CUSTOM_IMAGE_NAME', shellEscape(image['name'])],
  ];
}

/** What bash takes as a name; anything else in its place would be read as source. */
const identifier = /^[A-Za-z_]\w*$/;

function settingsVariables({ payload }: Compilation): Assignment[] {
  const all = (payload.env_vars ?? []).filter(({ name }) => identifier.test(name ?? ''));
  const ofBranch = (branch: string | null): Assignment[] =>
    all
      .filter((entry) => (entry.branch || null) === branch)
      .map(({ name, value, public: shown }) => ({ name, value: text(value), secure: !shown }));
  const { branch } = payload.job;
  return branch ? [...ofBranch(null), ...ofBranch(branch)] : ofBranch(null);
}

function configVariables({ config }: Compilation): Assignment[] {
  const lines = [...list(config['global_env']), ...list(config['env'])].filter(truthy);
  return lines.flatMap((line) => {
    if (typeof line === 'object') {
      throw new ConfigProblem(
        'Environment variables definition is incorrect.',
        '/user/environment-variables',
      );
    }
    return parseEnvLine(String(line));
  });
}

function hasSecure(ctx: Compilation): boolean {
  if (!ctx.payload.job.secure_env_enabled) return false;
  return [...settingsVariables(ctx), ...configVariables(ctx)].some(({ secure }) => secure);
}

function exportGroup(
  sh: ShellBuilder,
  ctx: Compilation,
  from: string,
  group: readonly Assignment[],
): void {
  const allowed = ctx.payload.job.secure_env_enabled
    ? group
    : group.filter(({ secure }) => !secure);
  if (allowed.length === 0) return;
  sh.newline();
  sh.echo(`Setting environment variables from ${from}`, { ansi: 'yellow' });
  for (const { name, value, secure } of allowed) sh.export(name, value, { echo: true, secure });
  sh.newline();
}

/** The stage `export`: built-in variables, the repository's settings, the config; later ones win. */
export function exportVariables(sh: ShellBuilder, ctx: Compilation): void {
  const odd = (ctx.payload.env_vars ?? []).filter(({ name }) => !identifier.test(name ?? ''));
  for (const { name } of odd)
    ctx.warn('env_name_invalid', `The setting ${name} is left out: that is no name of a variable.`);
  sh.appliance('env', () => {
    if (ctx.payload.job.secure_env_removed) noticeRemoved(sh);
    for (const [name, value] of builtinVariables(ctx)) sh.export(name, value);
    exportGroup(sh, ctx, 'repository settings', settingsVariables(ctx));
    exportGroup(sh, ctx, '.travis.yml', configVariables(ctx));
  });
}

function noticeRemoved(sh: ShellBuilder): void {
  sh.newline();
  sh.echo('Encrypted environment variables have been removed for security reasons.', {
    ansi: 'yellow',
  });
  sh.echo(
    'See https://docs.travis-ci.com/user/pull-requests/#pull-requests-and-security-restrictions',
    { ansi: 'yellow' },
  );
}
