import type { ShellBuilder } from '@turnpike/sdk';
import { type Hash, list, meantAsShell, type ShellText, text, truthy } from '@turnpike/sdk/shell';

/**
 * An option as a shell word. Variables in it are expanded, which is how users
 * keep tokens out of their config; everything else stands for itself.
 */
export function word(value: unknown): ShellText {
  return meantAsShell(`"${text(value).replace(/[\\"`]/g, '\\$&')}"`);
}

/** The first option that is set, by any of its names. */
export function option(options: Hash, ...names: readonly string[]): unknown {
  return names.map((name) => options[name]).find(truthy);
}

/** ` --flag "value"` for each value of an option, nothing when it is not set; `true` is the bare flag. */
export function flag(
  options: Hash,
  name: ShellText,
  as: ShellText = `--${name.replaceAll('_', '-')}`,
): ShellText {
  return list(options[name])
    .filter(truthy)
    .map((value) => (value === true ? ` ${as}` : ` ${as} ${word(value)}`))
    .join('');
}

/**
 * Hands a secret to a tool by its environment, never by its arguments, which the
 * log shows. Not set in the config: a variable of that name stays as it is.
 */
export function secret(sh: ShellBuilder, variable: ShellText, value: unknown): void {
  if (truthy(value)) sh.export(variable, word(value), { echo: false });
}

/** Ends the deployment where a tool is missing and nothing here installs it. */
export function needTool(sh: ShellBuilder, tool: ShellText, install?: ShellText): void {
  sh.if(`-z "$(command -v ${tool})"`, () => {
    if (install) {
      sh.cmd(install);
      return;
    }
    sh.echo(`This deployment needs the command ${tool}, which is not on this machine.`, {
      ansi: 'red',
    });
    sh.raw('travis_terminate 2');
  });
}

/** Runs the body in the folder that the option names, if it names one. */
export function inFolder(sh: ShellBuilder, folder: unknown, body: () => void): void {
  if (!truthy(folder)) {
    body();
    return;
  }
  sh.cd(word(folder), { stack: true, echo: false });
  body();
  sh.cd('back', { stack: true, echo: false });
}

/** Files of an option as words; with `glob` the shell matches patterns. */
export function files(options: Hash, name: string, glob: boolean): ShellText {
  const all = list(options[name]).filter(truthy);
  return all
    .map((file) =>
      glob ? meantAsShell(text(file).replace(/[^\w./*?[\]{},$-]/g, '\\$&')) : word(file),
    )
    .join(' ');
}

/** AWS credentials and region for the aws command. */
export function awsAccess(sh: ShellBuilder, options: Hash): void {
  needTool(sh, 'aws');
  secret(sh, 'AWS_ACCESS_KEY_ID', options['access_key_id']);
  secret(sh, 'AWS_SECRET_ACCESS_KEY', option(options, 'secret_access_key'));
  const region = option(options, 'region');
  if (region) sh.export('AWS_DEFAULT_REGION', word(region), { echo: false });
}
