import { defineLanguage, versionOf, type BuildContext } from '@turnpike/sdk';
import { first, q, shellEscape, text } from '@turnpike/sdk/shell';
import { imageFor, useTool } from '../shared/toolchain.js';
import { keys } from './keys.js';

const mono = (ctx: BuildContext): string => versionOf(ctx, 'mono');
const solution = (ctx: BuildContext): string => text(first(ctx.config['solution']));
const usesMono = (ctx: BuildContext): boolean => mono(ctx) !== 'none';
const usesDotnet = (ctx: BuildContext): boolean => !['none', ''].includes(versionOf(ctx, 'dotnet'));

/** Mono 5 brought msbuild; words name newer releases. On Windows Mono is the old one. */
function builder(ctx: BuildContext): string {
  const version = mono(ctx);
  if (ctx.os === 'windows') return 'xbuild';
  return /^\d/.test(version) && parseInt(version, 10) < 5 ? 'xbuild' : 'msbuild';
}

/** Releases without a NuGet that works. */
const withoutNuget = new Set(['2.10.8', '3.2.8']);

/** C#, F# and Visual Basic with Mono or .NET. */
export const csharp = defineLanguage({
  id: 'csharp',
  summary: 'C#, F# and Visual Basic with Mono or .NET.',
  yml: keys,
  matrix: ['mono', 'dotnet', 'solution'],
  defaults: { mono: 'latest', dotnet: 'none' },
  configure: (sh, ctx) => {
    const managers = ['mise:dotnet', 'asdf:dotnet'];
    if (usesDotnet(ctx))
      useTool(sh, ctx, { label: '.NET', key: 'dotnet', probe: 'dotnet --list-sdks', managers });
    const monoTool = {
      label: 'Mono',
      key: 'mono',
      probe: 'mono --version',
      managers: ['asdf:mono'],
    };
    if (usesMono(ctx)) useTool(sh, ctx, monoTool);
  },
  export: (sh, ctx) => {
    if (solution(ctx)) sh.export('TRAVIS_SOLUTION', shellEscape(solution(ctx)), { echo: true });
    sh.export('STANDARD_CI_SOURCE_REVISION_ID', '${TRAVIS_COMMIT}', { echo: false });
    const host = shellEscape(ctx.payload.repository.source_host || 'github.com');
    sh.export('STANDARD_CI_REPOSITORY_URL', `https://${host}/\${TRAVIS_REPO_SLUG}`, {
      echo: false,
    });
    sh.export('STANDARD_CI_REPOSITORY_TYPE', 'git', { echo: false });
    if (!usesDotnet(ctx)) return;
    sh.export('DOTNET_CLI_TELEMETRY_OPTOUT', '1', { echo: false });
    sh.export('DOTNET_SKIP_FIRST_TIME_EXPERIENCE', '1', { echo: false });
  },
  announce: (sh, ctx) => {
    if (usesMono(ctx)) {
      sh.cmd('mono --version', { timing: true });
      sh.cmd(`${builder(ctx)} /version`, { timing: true });
    }
    sh.newline();
    if (usesDotnet(ctx)) sh.cmd('dotnet --info', { timing: true });
  },
  install: (sh, ctx) => {
    if (!solution(ctx) || !usesMono(ctx) || withoutNuget.has(mono(ctx))) return;
    sh.cmd(q`nuget restore ${solution(ctx)}`, { retry: true });
  },
  script: (sh, ctx) => {
    if (solution(ctx) && usesMono(ctx))
      sh.cmd(`${builder(ctx)} ${q`/p:Configuration=Release ${solution(ctx)}`}`, {});
    else sh.failure('No solution or script defined, exiting');
  },
  image: (ctx) =>
    usesDotnet(ctx)
      ? imageFor(
          ctx,
          'mcr.microsoft.com/dotnet/sdk:{version}',
          versionOf(ctx, 'dotnet').split('.').slice(0, 2).join('.'),
        )
      : imageFor(ctx, 'mono:{version}', /^\d/.test(mono(ctx)) ? mono(ctx) : 'latest'),
});

/** For whoever installs it alone. @alias */
export const plugin = csharp;
