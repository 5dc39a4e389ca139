/** `turnpike plugin add | remove | upgrade | enable | disable | info`, and what reads a plugin's declaration. */
import type { Command } from 'commander';
import { withoutCredentials } from '../../contracts/text.js';
import type { Io } from '../io.js';
import { withConfig, type ConfigFlags } from '../options.js';
import { answerShown } from '../output.js';
import type { Session } from '../run-cli.js';
import { addPlugin, type YesFlags } from './add.js';
import { infoText, pluginInfo } from './info.js';
import { reportOf } from './plugin-report.js';
import { REPORT_MARK } from './read-plugin.js';
import { removePlugin } from './remove.js';
import { switchPlugin } from './switch.js';
import { toldText, type Told } from './told.js';
import { upgradePlugin } from './upgrade.js';

const YES = ['--yes', 'consent without being asked'] as const;

export function registerLife(plugin: Command, { io }: Session): void {
  withConfig(plugin.command('add <what>'))
    .description(
      'Adds a plugin: a JavaScript file, a folder with a package, a tarball, or a package by its name. Shows what it declares that it uses, and asks. None of its scripts runs.',
    )
    .option(...YES)
    .action((what: string, flags: YesFlags) => say(io, flags, () => addPlugin(what, flags, io)));
  withConfig(plugin.command('upgrade <name> [what]'))
    .description(
      'Takes an added plugin anew, from where it came or from what is named. Asks where more is asked for than was consented to.',
    )
    .option(...YES)
    .action((name: string, what: string | undefined, flags: YesFlags) =>
      say(io, flags, () => upgradePlugin(name, what, flags, io)),
    );
  withConfig(plugin.command('remove <name>'))
    .description('Takes an added plugin away. Its tables, files and settings stay.')
    .action((name: string, flags: ConfigFlags) =>
      say(io, flags, () => removePlugin(name, flags, io)),
    );
  registerSwitches(plugin, io);
  withConfig(plugin.command('info <name>'))
    .description('Tells what a plugin is, where it came from, and what was consented to.')
    .action(async (name: string, flags: ConfigFlags) => {
      const info = await pluginInfo(name, flags, io);
      answerShown(io, flags, info, () => infoText(info));
    });
  plugin
    .command('apart <path>', { hidden: true })
    .option('--network')
    .action(async (path: string, flags: { readonly network?: boolean }) => {
      const { serveApart } = await import('../../host/apart/child/serve.js');
      await serveApart(path, flags.network === true);
    });
  plugin.command('report <path>', { hidden: true }).action(async (path: string) => {
    io.out(`${REPORT_MARK}${withoutCredentials(JSON.stringify(await reportOf(path)))}`);
  });
}

function registerSwitches(plugin: Command, io: Io): void {
  for (const [verb, enabled, words] of [
    ['enable', true, 'Has an added plugin loaded again.'],
    ['disable', false, 'Keeps an added plugin from being loaded, without taking it away.'],
  ] as const)
    withConfig(plugin.command(`${verb} <name>`))
      .description(words)
      .action((name: string, flags: ConfigFlags) =>
        say(io, flags, () => switchPlugin(name, enabled, flags, io)),
      );
}

async function say(io: Io, flags: ConfigFlags, work: () => Promise<Told>): Promise<void> {
  const done = await work();
  answerShown(io, flags, done, () => toldText(done));
}
