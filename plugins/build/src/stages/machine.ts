import type { ShellBuilder } from '@turnpike/sdk';
import { echoText, shellEscape, text } from '@turnpike/sdk/shell';
import { jobSource } from '../payload.js';
import type { Compilation } from '../context.js';
import type { Registry } from '../parts.js';
import { startServices } from './services.js';

/** Languages that run on Windows (travis-build `appliances/check_unsupported.rb`). */
const onWindows = new Set(
  'bash csharp generic go julia minimal node_js powershell rust script sh shell'.split(' '),
);

/** The stage `configure`: says where the job runs and readies the machine for it. */
export function configure(sh: ShellBuilder, ctx: Compilation): void {
  if (ctx.os === 'windows') checkWindows(sh, ctx);
  systemInfo(sh, ctx);
  if (ctx.payload.npm_registry)
    sh.export('NPM_CONFIG_REGISTRY', shellEscape(ctx.payload.npm_registry));
  sh.raw('curl() { command curl --retry 2 -sS "$@"; }');
  // In containers a job often is root and has no sudo: its commands work all the same.
  sh.raw(
    'if [[ ${EUID:-1} -eq 0 ]] && ! type sudo &>/dev/null; then sudo() { while [[ "${1:-}" == -* ]]; do if [[ "$1" == -u ]]; then shift; fi; shift; done; "$@"; }; fi',
  );
  ctx.definition.configure?.(sh, ctx);
}

function checkWindows(sh: ShellBuilder, ctx: Compilation): void {
  const language = text(ctx.given['language']) || 'ruby';
  if (onWindows.has(language.toLowerCase())) return;
  sh.newline();
  sh.echo(`The language '${echoText(language)}' is currently unsupported on Windows.`, {
    ansi: 'yellow',
  });
  sh.terminate(1);
}

/** In a process of its own, so that none of these variables stays. */
const systemName =
  'travis_system="$(. /etc/os-release 2>/dev/null; echo "${PRETTY_NAME:-$(uname -sr)}, $(uname -m)")"';

/** The configuration's word is no system: a job gets that of its worker, which the next line names. */
const askedDist = (dist: unknown): string =>
  text(dist) === '' ? '' : `${text(dist)} was asked for; the system is that of the worker`;

function systemInfo(sh: ShellBuilder, ctx: Compilation): void {
  const { payload, config } = ctx;
  const line = (label: string, value: unknown): void => {
    if (text(value) !== '') sh.echo(`${label}: ${echoText(text(value))}`);
  };
  sh.fold('system_info', () => {
    sh.echo('Build system information', { ansi: 'yellow' });
    line('Build language', ctx.given['language'] ?? ctx.language);
    line('Build group', config['group']);
    line('Build dist', askedDist(config['dist']));
    line('Build id', jobSource(payload)?.id);
    line('Job id', payload.job.id);
    sh.raw(systemName);
    sh.echo('System: ${travis_system}');
    sh.echo('Runtime: bash ${BASH_VERSION} on ${HOSTTYPE:-} ${OSTYPE:-}');
    line('VM', payload.vm_size);
  });
  sh.newline();
}

/** The stage `prepare`: services, then what the language needs before the checkout. */
export function prepare(sh: ShellBuilder, ctx: Compilation, registry: Registry): void {
  startServices(sh, ctx, registry);
  ctx.definition.prepare?.(sh, ctx);
}

/** The stage `disable_sudo`: in jobs without it, sudo explains itself and fails. */
export function disableSudo(sh: ShellBuilder, ctx: Compilation): void {
  if (!ctx.payload.paranoid) return;
  sh.mkdir('${TRAVIS_HOME}/.travis/bin', { recursive: true });
  sh.file(
    '${TRAVIS_HOME}/.travis/bin/sudo',
    '#!/bin/sh\necho "This job runs without sudo: it is switched off in its configuration." >&2\nexit 1',
  );
  sh.chmod('+x', '${TRAVIS_HOME}/.travis/bin/sudo');
  sh.export('PATH', '${TRAVIS_HOME}/.travis/bin:${PATH}');
}
