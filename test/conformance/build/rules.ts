/**
 * The reviewed differences: what is meant to differ from the recorded commands,
 * by kind of command and never by case. Each rule drops or rewrites commands of
 * both sides before they are compared; how many cases it concerns is counted.
 */
import type { Command } from './data.js';

export interface Rule {
  readonly name: string;
  readonly why: string;
  /** Undefined drops the command. */
  apply(command: Command): Command | undefined;
}

export const rules: readonly Rule[] = [
  {
    name: 'deploy-tools',
    why: 'Deployments run by the present-day tools of each provider; the dpl gem is not installed.',
    apply: (command) =>
      command.fold?.some((name) => name.startsWith('dpl_')) ? undefined : command,
  },
  {
    name: 'no-casher-download',
    why: 'Moving caches and workspaces is part of the script; there is nothing to download first.',
    apply: (command) => (/-o \$CASHER_DIR\/bin\/casher /.test(command.cmd) ? undefined : command),
  },
  {
    name: 'homebrew-without-rvm',
    why: 'Homebrew brings its own Ruby; it is not run through one that rvm installed.',
    apply: (command) => ({ ...command, cmd: command.cmd.replace(/^rvm \$brew_ruby do /, '') }),
  },
];

export interface Ruled {
  readonly commands: readonly Command[];
  /** Names of the rules that did something. */
  readonly used: readonly string[];
}

export function applyRules(commands: readonly Command[]): Ruled {
  const used = new Set<string>();
  const kept = commands.flatMap((command) => {
    let current: Command | undefined = command;
    for (const rule of rules) {
      if (!current) break;
      const next = rule.apply(current);
      if (!next || next.cmd !== current.cmd) used.add(rule.name);
      current = next;
    }
    return current ? [current] : [];
  });
  return { commands: kept, used: [...used] };
}
