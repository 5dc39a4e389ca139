import { urlPart } from './cache/url-part.js';
import type { CommandFlags, ShellBuilder } from '@turnpike/sdk';
import {
  echoText,
  type Hash,
  isHash,
  list,
  meantAsShell,
  q,
  type ShellText,
  text,
  truthy,
} from '@turnpike/sdk/shell';
import { isOwnStorage, workspaceStorage } from './cache/storage.js';
import type { Compilation } from './context.js';
import { jobSource } from './payload.js';

const lenient: CommandFlags = { assert: false, echo: false, timing: true };

function settings({ config }: Compilation): Hash {
  const { workspaces } = config;
  return isHash(workspaces) ? workspaces : {};
}

/** Archives of one build lie together; the installation's own storage knows the build by the job's token. */
function key(ctx: Compilation, name: string): string {
  const build = isOwnStorage(ctx.payload) ? '' : `${jobSource(ctx.payload)?.id ?? ''}/`;
  return `workspaces/${build}${urlPart(name)}.tgz`;
}

function needCasherDir(sh: ShellBuilder): void {
  sh.export('CASHER_DIR', '${CASHER_DIR:-${TRAVIS_HOME}/.casher}', { echo: false });
}

/** The stage `use_workspaces`: unpacks what earlier stages of the build left. */
export function useWorkspaces(sh: ShellBuilder, ctx: Compilation): void {
  const names = list(settings(ctx)['use']).filter(truthy).map(text);
  const storage = workspaceStorage(ctx.payload, ctx.env);
  if (names.length === 0 || !storage) return;
  sh.fold('workspaces_use', () => {
    needCasherDir(sh);
    for (const name of names) {
      sh.echo(`Fetching workspace ${echoText(name)}`, { ansi: 'green' });
      sh.cmd(
        q`travis_casher --name ${name} workspace fetch ${storage.fetchUrl(key(ctx, name))}`,
        lenient,
      );
      sh.cmd(q`tar -xPzf \${CASHER_DIR}/${`${name}-fetch.tgz`} -C "\${TRAVIS_HOME}"`);
      sh.newline();
    }
  });
}

interface Wanted {
  readonly name: string;
  /** Expanded by the shell, as in Travis. */
  readonly paths: readonly ShellText[];
}

function created(ctx: Compilation): Wanted[] | undefined {
  const items = list(settings(ctx)['create']).filter(truthy);
  const valid = items.every(
    (item) => isHash(item) && truthy(item['name']) && truthy(item['paths']),
  );
  if (!valid) return undefined;
  return items.map((item) => ({
    name: text((item as Hash)['name']),
    paths: list((item as Hash)['paths']).map(meantAsShell),
  }));
}

/** The stage `create_workspaces`: leaves files for later stages of the build. */
export function createWorkspaces(sh: ShellBuilder, ctx: Compilation): void {
  const storage = workspaceStorage(ctx.payload, ctx.env);
  if (!truthy(settings(ctx)['create']) || !storage) return;
  sh.fold('workspaces_create', () => {
    sh.echo('Creating workspaces', { ansi: 'green' });
    const wanted = created(ctx);
    if (!wanted) {
      const shape =
        "workspaces.create must be a hash with keys 'name' and 'paths', or an array of such hashes";
      sh.echo(shape, { ansi: 'yellow' });
      return;
    }
    needCasherDir(sh);
    for (const { name, paths } of wanted satisfies readonly Wanted[]) {
      sh.echo(`Workspace: ${echoText(name)}`, { ansi: 'green' });
      sh.cmd(`${q`travis_casher --name ${name} workspace add`} ${paths.join(' ')}`, lenient);
      sh.cmd(
        q`travis_casher --name ${name} workspace push ${storage.pushUrl(key(ctx, name))}`,
        lenient,
      );
      sh.newline();
    }
  });
}
