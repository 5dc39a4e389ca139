import { defineAddon, type BuildContext, type ShellBuilder } from '@turnpike/sdk';
import {
  escapeDouble,
  isHash,
  list,
  shellEscape,
  text,
  truthy,
  type Hash,
} from '@turnpike/sdk/shell';
import { keys } from './keys.js';

const host = 'https://sonarcloud.io';
const scanner =
  'https://binaries.sonarsource.com/Distribution/sonar-scanner-cli/sonar-scanner-cli-6.2.1.4610.zip';
const home = '${TRAVIS_HOME}/.sonarscanner';

function install(sh: ShellBuilder): void {
  sh.echo('Preparing SonarQube Scanner CLI', { ansi: 'yellow' });
  sh.if('-z "$(command -v sonar-scanner)"', () => {
    sh.raw(
      `rm -rf "${home}" && mkdir -p "${home}" && curl -fsSL ${scanner} -o "${home}/scanner.zip" && unzip -q "${home}/scanner.zip" -d "${home}" && mv "${home}"/sonar-scanner-* "${home}/sonar-scanner"`,
    );
    sh.export('SONAR_SCANNER_HOME', `${home}/sonar-scanner`, { echo: true });
    sh.export('PATH', `"$PATH:${home}/sonar-scanner/bin"`);
  });
}

function pullRequest(ctx: BuildContext): Record<string, string> {
  const { job, repository } = ctx.payload;
  return {
    'sonar.pullrequest.key': String(job.pull_request),
    'sonar.pullrequest.branch': job.pull_request_head_branch ?? '',
    'sonar.pullrequest.base': job.branch ?? '',
    'sonar.pullrequest.provider': 'GitHub',
    'sonar.pullrequest.github.repository': repository.slug,
  };
}

/** Why no analysis happens, or undefined. */
function skipped(ctx: BuildContext, options: Hash): string | undefined {
  const { job } = ctx.payload;
  if (!job.secure_env_enabled) return 'it is not running in a secure environment';
  const branches = list(options['branches']).filter(truthy).map(text);
  const listed = branches.length === 0 || branches.some((name) => matches(name, job.branch ?? ''));
  return listed || job.pull_request
    ? undefined
    : 'this branch is not master or it does not match declared branches';
}

/** A branch by its name or by a pattern; what cannot be read as a pattern is a name. */
function matches(pattern: string, branch: string): boolean {
  const harmless = pattern.replace(/[^\w./*+-]/g, '\\$&');
  try {
    return new RegExp(`^(?:${harmless})$`).test(branch);
  } catch {
    return pattern === branch; // such as `*`, which repeats nothing
  }
}

function parameters(ctx: BuildContext, options: Hash): Record<string, string> {
  const { job, repository } = ctx.payload;
  const values: Record<string, string> = job.pull_request ? pullRequest(ctx) : {};
  if (!job.pull_request && job.branch && job.branch !== repository.default_branch) {
    values['sonar.branch.name'] = job.branch;
  }
  if (truthy(options['organization'])) values['sonar.organization'] = text(options['organization']);
  if (truthy(options['github_token'])) values['sonar.github.oauth'] = text(options['github_token']);
  return { ...values, 'sonar.host.url': host };
}

/** One line of JSON, as a double-quoted shell word. */
function json(values: Record<string, string>): string {
  const pairs = Object.entries(values).map(
    ([key, value]) => `${JSON.stringify(key)} : ${JSON.stringify(value)}`,
  );
  return `"${escapeDouble(`{ ${pairs.join(', ')} }`)}"`;
}

function prepare(sh: ShellBuilder, options: unknown, ctx: BuildContext): void {
  const given = isHash(options) ? options : {};
  sh.fold('sonarcloud.addon', () => {
    sh.echo('SonarCloud addon', { ansi: 'yellow' });
    install(sh);
    const reason = skipped(ctx, given);
    if (reason) {
      sh.echo(`Skipping SonarCloud Scan because ${reason}`, { ansi: 'yellow' });
      sh.export('SONARQUBE_SKIPPED', 'true', { echo: true });
      sh.export('SONARQUBE_SCANNER_PARAMS', json({ 'sonar.scanner.skip': 'true' }));
      return;
    }
    if (truthy(given['token'])) sh.export('SONAR_TOKEN', shellEscape(text(given['token'])));
    sh.echo('Preparing SonarQube Scanner parameters', { ansi: 'yellow' });
    sh.export('SONARQUBE_SCANNER_PARAMS', json(parameters(ctx, given)));
  });
}

/** The scanner of SonarCloud and what it needs to know about the job. */
export const sonarcloud = defineAddon({
  id: 'sonarcloud',
  summary: 'Prepares an analysis by SonarCloud.',
  yml: keys,
  withoutSudo: true,
  hooks: { before_before_script: prepare },
});

/** For whoever installs it alone. @alias */
export const plugin = sonarcloud;
