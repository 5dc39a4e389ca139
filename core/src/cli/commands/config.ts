import type { Command } from 'commander';
import type { KeyExplanation } from '../../config/explain.js';
import type { Origin } from '../../config/layer.js';
import { allProblems, planHost } from '../../host/plan.js';
import { joinProblems } from '../../host/problems.js';
import { answer } from '../output.js';
import { configOptions, withConfig, type ConfigFlags } from '../options.js';
import type { Session } from '../run-cli.js';

export function register(program: Command, session: Session): void {
  const config = program.command('config').summary('explain and check the configuration');
  withConfig(config.command('explain [key]'))
    .description('Tells what a key is set to, where that came from, and what may stand there.')
    .option('--role <role>', 'as this role sees it')
    .action((key: string | undefined, flags: ConfigFlags) => explain(key ?? '', flags, session));
  withConfig(config.command('check'))
    .description('Checks everything that a start would check, and starts nothing.')
    .option('--role <role>', 'as this role sees it')
    .action((flags: ConfigFlags) => check(flags, session));
}

async function explain(key: string, flags: ConfigFlags, { io }: Session): Promise<void> {
  const { configuration } = await planHost(configOptions(flags, io));
  const { explainKey } = await import('../../config/explain.js');
  const found = explainKey(configuration, key);
  answer(io, flags, found, () =>
    found.map((one) => (found.length === 1 ? longText(one) : shortText(one))).join('\n'),
  );
}

async function check(flags: ConfigFlags, { io }: Session): Promise<void> {
  const plan = await planHost(configOptions(flags, io));
  const problems = allProblems(plan);
  if (problems.length > 0) throw joinProblems(problems);
  const running = plan.units.map((unit) => unit.plugin);
  answer(io, flags, { ok: true, running }, () => `ok: ${running.length} plugins would run`);
}

function shortText({ key, value, origin }: KeyExplanation): string {
  return `${key} = ${JSON.stringify(value)}  (${place(origin)})`;
}

function longText(one: KeyExplanation): string {
  return [
    `${one.key} = ${JSON.stringify(one.value)}`,
    `  from ${place(one.origin)}`,
    ...one.overridden.map(
      ({ origin, value }) => `  over ${JSON.stringify(value)} from ${place(origin)}`,
    ),
    ...(one.description === null ? [] : [`  ${one.description}`]),
    `  type ${one.type}; default ${JSON.stringify(one.default)}; variable ${one.variable}`,
  ].join('\n');
}

function place({ source, line }: Origin): string {
  return line === undefined ? source : `${source}:${line}`;
}
