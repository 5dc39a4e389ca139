import type { DeployDefinition, ShellBuilder } from '@turnpike/sdk';
import {
  echoText,
  type Hash,
  isHash,
  list,
  lookup,
  meantAsShell,
  type ShellText,
  text,
  truthy,
} from '@turnpike/sdk/shell';
import { ConfigProblem } from '../config-problem.js';
import type { Compilation } from '../context.js';
import { deployKey, type Registry } from '../parts.js';
import { bringBack, putAside } from './cleanup.js';
import { needOptions } from './required.js';
import { isPullRequest } from '../payload.js';
import { isSkipped, userCommands } from '../stages/custom.js';
import { deployConditions, reserved } from './conditions.js';

const asserted = { assert: true, echo: true, timing: true } as const;

/** One or many deployments; anything but hashes is a wrong config. */
function deployments(config: unknown): readonly Hash[] {
  const items = list(config);
  if (!items.every(isHash)) {
    throw new ConfigProblem(
      'The \\`deploy\\` configuration should be a hash (dictionary), or an array of hashes.',
      '/user/deployment',
    );
  }
  return items;
}

/** The options as the provider gets them: of values by branch, this branch's. */
function optionsOf(deploy: Hash, branch: string): Hash {
  const options: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(deploy)) {
    if (reserved.has(key)) continue;
    const chosen = isHash(value) ? lookup(value, branch) : value;
    if (chosen !== null && chosen !== undefined) options[key] = chosen;
  }
  return options;
}

/** Names are compared without what people write between letters. */
function providerOf(deploy: Hash): { readonly name: string; readonly key: string } {
  const name = text(deploy['provider']).toLowerCase();
  return { name, key: deployKey(name) };
}

function runProvider(
  sh: ShellBuilder,
  ctx: Compilation,
  definition: DeployDefinition,
  options: Hash,
): void {
  needOptions(sh, definition, options);
  const isClean = truthy(options['cleanup']);
  if (isClean) putAside(sh);
  definition.install?.(sh, options, ctx);
  definition.run(sh, options, ctx);
  if (!definition.runsCommands) {
    for (const command of list(options['run']).filter(truthy)) sh.cmd(meantAsShell(command));
  }
  if (isClean) bringBack(sh);
}

function unknown(sh: ShellBuilder, name: string): void {
  sh.echo(
    `The deploy provider ${echoText(name)} is not installed here. Install a plugin that provides it,`,
    {
      ansi: 'red',
    },
  );
  sh.echo('or use the provider script with its command line tool.', { ansi: 'red' });
  sh.raw('travis_terminate 2');
}

function phase(sh: ShellBuilder, ctx: Compilation, name: 'before_deploy' | 'after_deploy'): void {
  const value = ctx.config[name];
  if (!truthy(value)) return;
  if (isSkipped(value)) {
    sh.echo(`Skipping the ${name} step, as specified in the configuration.`);
    return;
  }
  sh.withFlags({ ...asserted, assert: name === 'before_deploy' }, () =>
    userCommands(sh, name, list(value).map(meantAsShell)),
  );
}

function run(
  sh: ShellBuilder,
  ctx: Compilation,
  registry: Registry,
  deploy: Hash,
  index: number,
): void {
  const { name, key } = providerOf(deploy);
  const lenient = truthy(deploy['allow_failure']);
  const definition = registry.deploys.get(key);
  const branch = ctx.payload.job.branch ?? '';
  sh.raw('travis_errexit=; if [[ $- = *e* ]]; then travis_errexit=1; fi; set +e');
  phase(sh, ctx, 'before_deploy');
  sh.fold(`dpl_${index}`, () => {
    // A subshell, so that a failure that is allowed ends the deployment only.
    if (lenient) sh.raw('(');
    sh.withFlags(asserted, () => {
      if (definition) runProvider(sh, ctx, definition, optionsOf(deploy, branch));
      else unknown(sh, name);
    });
    if (lenient) sh.raw(') || echo "failed to deploy; this is allowed"');
  });
  phase(sh, ctx, 'after_deploy');
  sh.raw('if [[ -n "$travis_errexit" ]]; then set -e; fi');
}

function skip(sh: ShellBuilder, provider: ShellText, reason: ShellText): void {
  sh.echo(`Skipping a deployment with the ${provider} provider because ${reason}`, {
    ansi: 'yellow',
  });
}

function deployOne(
  sh: ShellBuilder,
  ctx: Compilation,
  registry: Registry,
  deploy: Hash,
  index: number,
): void {
  const { name } = providerOf(deploy);
  const shown = echoText(name);
  const conditions = deployConditions(deploy, ctx.payload.job.branch ?? '');
  if (isPullRequest(ctx.payload)) {
    skip(sh, shown, 'the current build is a pull request.');
    return;
  }
  const tests = conditions.flatMap((condition) => condition.tests);
  if (tests.length === 0) {
    run(sh, ctx, registry, deploy, index);
    return;
  }
  sh.if(tests.join(' && '), () => run(sh, ctx, registry, deploy, index)).else(() => {
    for (const condition of conditions) {
      const negated = condition.tests.map((test) => ` ! ${test}`).join(' || ');
      sh.if(negated, () => skip(sh, shown, condition.reason));
    }
  });
}

/** All deployments of a job, after its after_success. */
export function deployAll(
  sh: ShellBuilder,
  ctx: Compilation,
  registry: Registry,
  config: unknown,
): void {
  const all = deployments(config);
  refuseTooMany(ctx, all);
  all.forEach((deploy, index) => deployOne(sh, ctx, registry, deploy, index));
}

const MOST_DEPLOYMENTS = 500;
/** Each deployment has those of before_deploy and after_deploy anew: few lines could make millions. */
const MOST_COMMANDS = 5_000;

function refuseTooMany({ config }: Compilation, all: readonly Hash[]): void {
  if (all.length > MOST_DEPLOYMENTS)
    throw new ConfigProblem(
      `The job has ${all.length} deployments, and may have ${MOST_DEPLOYMENTS}.`,
      '/user/deployment',
    );
  const around = list(config['before_deploy']).length + list(config['after_deploy']).length;
  const own = all.reduce((sum, deploy) => sum + list(deploy['run']).length, 0);
  const commands = all.length * around + own;
  if (commands <= MOST_COMMANDS) return;
  throw new ConfigProblem(
    `The deployments of the job have ${commands} commands together, and may have ${MOST_COMMANDS}: before_deploy and after_deploy run for each. Keep long ones in a script of the repository.`,
    '/user/deployment',
  );
}
