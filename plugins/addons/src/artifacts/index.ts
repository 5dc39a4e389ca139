import { defineAddon, type BuildContext, type ShellBuilder } from '@turnpike/sdk';
import {
  escapeDouble,
  type Hash,
  isHash,
  list,
  meantAsShell,
  type ShellText,
  text,
  truthy,
} from '@turnpike/sdk/shell';
import { uploader } from './uploader.js';
import { keys } from './keys.js';

/** Keys that are read here; the others become variables of the uploader. */
const own = new Set(['branch', 'options', 'concurrency', 'max_size']);

function word(value: unknown): ShellText {
  return meantAsShell(
    `"${list(value)
      .map((item) => text(item).replace(/[\\"`]/g, '\\$&'))
      .join(':')}"`,
  );
}

function settings(options: Hash, ctx: BuildContext): ReadonlyMap<string, ShellText> {
  const { job, repository } = ctx.payload;
  const build = (ctx.payload.source ?? ctx.payload.build)?.number ?? '';
  const target = escapeDouble(`${repository.slug}/${build}/${job.number ?? ''}`);
  const all = new Map<string, ShellText>([
    ['PATHS', '"$(git ls-files -o | tr "\\n" ":")"'],
    ['LOG_FORMAT', '"multiline"'],
    ['TARGET_PATHS', `"${target}"`],
  ]);
  for (const [key, value] of Object.entries(options)) {
    const name = key.replaceAll('-', '_');
    if (!own.has(name) && truthy(value))
      all.set(name.toUpperCase().replace(/\W/g, '_'), word(value));
  }
  return all;
}

function exportSettings(sh: ShellBuilder, options: Hash, ctx: BuildContext): void {
  for (const [name, value] of settings(options, ctx)) {
    // Names are of letters alone, values are words: see settings.
    const variable = meantAsShell(`ARTIFACTS_${name}`);
    // What the user set in the environment stays.
    sh.if(`-z "\${${variable}}"`, () =>
      sh.export(variable, meantAsShell(value), { echo: name === 'PATHS' }),
    );
  }
  sh.export('ARTIFACTS_CONCURRENCY', '"5"', { echo: false });
  sh.export('ARTIFACTS_MAX_SIZE', '"52428800"', { echo: false });
}

function upload(sh: ShellBuilder, options: unknown, ctx: BuildContext): void {
  const given = isHash(options) ? options : {};
  if (ctx.payload.job.pull_request) {
    sh.echo('Artifacts support disabled for pull requests', { ansi: 'yellow' });
    return;
  }
  const only = list(given['branch']).filter(truthy).map(text);
  if (only.length > 0 && !only.includes(ctx.payload.job.branch ?? '')) {
    sh.echo('Artifacts support disabled for the current branch', { ansi: 'yellow' });
    return;
  }
  sh.newline();
  sh.echo('Uploading Artifacts', { ansi: 'yellow' });
  sh.fold('artifacts.setup', () => {
    sh.raw(uploader);
    exportSettings(sh, given, ctx);
  });
  const more = meantAsShell(given['options']);
  sh.cmd(`artifacts upload${more && ` ${more}`}`, { echo: true });
  sh.echo('Done uploading artifacts', { ansi: 'yellow' });
  sh.newline();
}

/** Files that a job leaves for people, kept by this installation or in a bucket. */
export const artifacts = defineAddon({
  id: 'artifacts',
  summary: 'Uploads files after the job.',
  yml: keys,
  withoutSudo: true,
  hooks: { after_after_script: upload },
});

/** For whoever installs it alone. @alias */
export const plugin = artifacts;
