import type { ShellBuilder } from '@turnpike/sdk';
import { echoText, lookup } from '@turnpike/sdk/shell';
import { ConfigProblem } from '../config-problem.js';
import type { Compilation } from '../context.js';
import { checkoutGit } from './git.js';
import { checkoutPerforce } from './perforce.js';
import { checkoutSubversion } from './subversion.js';

const servers: Readonly<Record<string, (sh: ShellBuilder, ctx: Compilation) => void>> = {
  git: checkoutGit,
  perforce: checkoutPerforce,
  subversion: checkoutSubversion,
  svn: checkoutSubversion,
};

/** The stage `checkout`; always one timed step, also when nothing is fetched. */
export function checkout(sh: ShellBuilder, ctx: Compilation): void {
  const type = ctx.payload.repository.server_type || 'git';
  const fetch = lookup(servers, type);
  if (!fetch) throw new ConfigProblem(`Unknown server type \\"${echoText(type)}\\".`);
  sh.appliance('checkout', () => fetch(sh, ctx));
}
