import { versionOf, type BuildContext, type ShellBuilder } from '@turnpike/sdk';
import { q, shellEscape, type ShellText } from '@turnpike/sdk/shell';

/** How a version of a tool is found on a machine. */
export interface Tool {
  /** For messages: `Node.js`. */
  readonly label: string;
  /** The config key that asks for a version. */
  readonly key: string;
  /** Shell command that prints the version in use. */
  readonly probe: string;
  /** Version managers to try in order, each `manager:name of the tool there`. */
  readonly managers: readonly string[];
}

/**
 * Puts the version that the config asks for first in PATH: what is there if it
 * fits, else through a version manager that is there, else the job is errored
 * with a message. A version that only a default names binds nobody.
 */
export function useTool(sh: ShellBuilder, ctx: BuildContext, tool: Tool, version?: string): void {
  const wanted = version ?? versionOf(ctx, tool.key);
  if (wanted === '' || ctx.given[tool.key] === undefined) return;
  useVersion(sh, tool, shellEscape(wanted));
}

/** As {@link useTool}, for a version given as shell source. */
export function useVersion(sh: ShellBuilder, tool: Tool, version: ShellText): void {
  sh.cmd(`travis_use ${shellEscape(tool.label)} ${version} ` + q`${tool.probe} ${tool.managers}`, {
    assert: true,
    echo: false,
    timing: false,
  });
}

/** The image that the operator or the language proposes; `{version}` stands for the version asked for. */
export function imageFor(ctx: BuildContext, template: string, version: string): string {
  return (ctx.env.images?.[ctx.language] ?? template).replaceAll('{version}', version);
}
