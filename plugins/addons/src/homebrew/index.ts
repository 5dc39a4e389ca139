import { defineAddon, type ShellBuilder } from '@turnpike/sdk';
import { isHash, list, q, text, truthy, type Hash } from '@turnpike/sdk/shell';
import { keys } from './keys.js';

const shown = { echo: true, timing: true } as const;

function lines(kind: string, names: unknown): string[] {
  return list(names)
    .flat()
    .filter(truthy)
    .map((name) => `${kind} '${text(name).replace(/['\\]/g, '\\$&')}'`);
}

/** The bundle that the options describe. */
function bundle({ taps, packages, casks }: Hash): string[] {
  return [...lines('tap', taps), ...lines('brew', packages), ...lines('cask', casks)];
}

/** Written as a word or as a flag. */
function isTrue(value: unknown): boolean {
  return text(value).toLowerCase() === 'true';
}

function install(sh: ShellBuilder, options: Hash): void {
  if (isTrue(options['update'])) {
    sh.echo('Updating Homebrew', { ansi: 'yellow' });
    sh.cmd('brew update 1>/dev/null', shown);
  }
  const own = options['brewfile'];
  const generated = bundle(options);
  if (!truthy(own) && generated.length === 0) return;
  sh.echo('Installing Homebrew Packages', { ansi: 'yellow' });
  if (truthy(own))
    sh.cmd(`brew bundle --verbose${isTrue(own) ? '' : q` --file=${text(own)}`}`, shown);
  if (generated.length === 0) return;
  sh.file('~/.Brewfile', `${generated.join('\n')}\n`);
  sh.cmd('brew bundle --verbose --global', shown);
}

/** Packages of Homebrew, on macOS. */
export const homebrew = defineAddon({
  id: 'homebrew',
  summary: 'Installs Homebrew packages and casks.',
  yml: keys,
  hooks: {
    before_before_install: (sh, options, ctx) => {
      if (ctx.os === 'osx') sh.fold('brew', () => install(sh, isHash(options) ? options : {}));
    },
  },
});

/** For whoever installs it alone. @alias */
export const plugin = homebrew;
