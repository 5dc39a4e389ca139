import {
  type Assignment,
  list,
  parseEnvLine,
  q,
  type Shell,
  shellEscape,
  type ShellText,
  singleQuote,
  text,
  truthy,
  echoText,
} from '@turnpike/sdk/shell';
import { cutBytes, type ShellBuilder } from '@turnpike/sdk';
import type { Compilation } from '../context.js';
import { ConfigProblem } from '../config-problem.js';
import { jobSource, webUrl } from '../payload.js';
import { SLICE_ITEMS, type Slices } from '../slices.js';

/** Travis' limit (travis-build#1180): Linux gives a program at most 128 KiB in one variable, its name included. */
const MOST_BYTES = 32_768;
const MOST_EXPORTED = 131_071;
/** Programs are given about 2 MiB, variables and arguments together. */
const MOST_TOGETHER = 1_048_576;
/** Of it all that expansions make, so that with what is written out later there is room for arguments. */
const MOST_COMPUTED = 524_288;

/** Of what others wrote, such as messages of commits, so much that every program of the job still starts. */
const word = (data: unknown): ShellText => shellEscape(cutBytes(text(data), MOST_BYTES));

/** The variables of every job, in Travis' order (travis-build `lib/travis/build/env/builtin.rb`). */
function builtinVariables(
  ctx: Compilation,
  all: Variables,
): readonly (readonly [ShellText, ShellText])[] {
  const { payload, config } = ctx;
  const { job, repository } = payload;
  const build = jobSource(payload);
  return [
    ['TRAVIS', 'true'],
    ['CI', 'true'],
    ['CONTINUOUS_INTEGRATION', 'true'],
    ['PAGER', 'cat'],
    ['HAS_JOSH_K_SEAL_OF_APPROVAL', 'true'],
    ['TRAVIS_ALLOW_FAILURE', word(job.allow_failure)],
    ['TRAVIS_EVENT_TYPE', word(build?.event_type)],
    ['TRAVIS_PULL_REQUEST', word(job.pull_request || 'false')],
    ['TRAVIS_SECURE_ENV_VARS', String(hasSecure(ctx, all))],
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
    ['TRAVIS_SUDO', hasSudo(ctx)],
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

/** The job's own machine knows; payloads of Travis' machines, where it always was there, only whether it was taken away. */
function hasSudo({ payload }: Compilation): ShellText {
  if (payload.paranoid || !payload.turnpike) return String(!payload.paranoid);
  return '"$(if [[ $EUID -eq 0 ]] || { type -P sudo && sudo -n true; } &>/dev/null; then echo true; else echo false; fi)"';
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
      .map(({ name, value, public: shown, form }) => ({
        name,
        value: form === 'text' ? exact(text(value)) : text(value),
        secure: !shown,
      }));
  const { branch } = payload.job;
  return branch ? [...ofBranch(null), ...ofBranch(branch)] : ofBranch(null);
}

/** Text that arrives as it is, written as people would write it. */
function exact(value: string): ShellText {
  return /^[\w.,:+/@%-]+$/u.test(value) ? shellEscape(value) : singleQuote(value);
}

function* configVariables({ config }: Compilation): Slices<readonly Assignment[]> {
  const lines = [...list(config['global_env']), ...list(config['env'])].filter(truthy);
  const all: Assignment[] = [];
  for (const [index, line] of lines.entries()) {
    if (index > 0 && index % SLICE_ITEMS === 0) yield;
    if (typeof line === 'object') {
      throw new ConfigProblem(
        'Environment variables definition is incorrect.',
        '/user/environment-variables',
      );
    }
    all.push(...parseEnvLine(String(line)));
  }
  return all;
}

/** All that a job has of variables, read once. */
interface Variables {
  readonly settings: readonly Assignment[];
  readonly config: readonly Assignment[];
}

function hasSecure({ payload }: Compilation, { settings, config }: Variables): boolean {
  if (!payload.job.secure_env_enabled) return false;
  return [settings, config].some((group) => group.some(({ secure }) => secure));
}

function* exportGroup(
  sh: ShellBuilder,
  ctx: Compilation,
  from: string,
  group: readonly Assignment[],
  budget: Budget,
): Slices<void> {
  const allowed = ctx.payload.job.secure_env_enabled
    ? group
    : group.filter(({ secure }) => !secure);
  if (allowed.length === 0) return;
  sh.newline();
  sh.echo(`Setting environment variables from ${from}`, { ansi: 'yellow' });
  for (const [index, assignment] of allowed.entries()) {
    if (index > 0 && index % SLICE_ITEMS === 0) yield;
    assign(sh, ctx, assignment, budget);
  }
  sh.newline();
}

interface Budget {
  bytes: number;
}

/** Exported, or kept to the script where programs could not be started with it any more. */
function assign(
  sh: ShellBuilder,
  { env }: Compilation,
  { name, value, secure }: Assignment,
  budget: Budget,
): void {
  const bytes = Buffer.byteLength(`${name}=${value}`);
  budget.bytes -= bytes;
  if (bytes <= MOST_EXPORTED && budget.bytes >= 0) {
    sh.export(name, value, { echo: true, secure });
    if (isComputed(value)) sh.raw(q`travis_fit ${name} ${Math.min(budget.bytes, MOST_COMPUTED)}`);
  } else {
    sh.echo(
      `${name} takes ${echoText(String(bytes))} bytes, more than Linux gives a program in its variables: it is set for the script, but not exported.`,
      { ansi: 'yellow' },
    );
    sh.set(name, value, { secure: true });
    sh.raw(q`export -n ${name}`);
  }
  if (secure && env.tell) sh.raw(q`travis_tell ${env.tell} ${name}`);
}

/** How long it is only the shell knows: outside of single quotes it has an expansion. */
function isComputed(value: ShellText): boolean {
  return /[$`]/.test(value) && !/^(?:'[^']*'|\\.|[^'"$`\\])*$/s.test(value);
}

/** The stage `export`: built-in variables, the repository's settings, the config; later ones win. */
export function* exportVariables(sh: Shell, ctx: Compilation): Slices<void> {
  const odd = (ctx.payload.env_vars ?? []).filter(({ name }) => !identifier.test(name ?? ''));
  for (const { name } of odd)
    ctx.warn('env_name_invalid', `The setting ${name} is left out: that is no name of a variable.`);
  const all = { settings: settingsVariables(ctx), config: yield* configVariables(ctx) };
  yield* sh.applianceInSlices('env', function* () {
    const budget: Budget = { bytes: MOST_TOGETHER };
    if (ctx.payload.job.secure_env_removed) noticeRemoved(sh);
    for (const [name, value] of builtinVariables(ctx, all)) sh.export(name, value);
    noticeCut(sh, ctx);
    yield* exportGroup(sh, ctx, 'repository settings', all.settings, budget);
    yield* exportGroup(sh, ctx, '.travis.yml', all.config, budget);
    if (ctx.env.tell && hasSecure(ctx, all)) sh.raw(q`travis_tell ${ctx.env.tell}`);
  });
}

function noticeCut(sh: ShellBuilder, { payload }: Compilation): void {
  const bytes = Buffer.byteLength(payload.job.commit_message ?? '');
  if (bytes <= MOST_BYTES) return;
  sh.echo(
    `The message of the commit has ${echoText(String(bytes))} bytes: TRAVIS_COMMIT_MESSAGE holds the first ${MOST_BYTES}.`,
    { ansi: 'yellow' },
  );
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
