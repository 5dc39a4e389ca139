import { defineLanguage, versionOf, type BuildContext } from '@turnpike/sdk';
import { echoText, shellEscape } from '@turnpike/sdk/shell';
import { erlang, erlangTool } from '../erlang/index.js';
import { imageFor, useTool } from '../shared/toolchain.js';
import { keys } from './keys.js';

const version = (ctx: BuildContext): string => versionOf(ctx, 'elixir');

/** The oldest OTP that an Elixir series needs, and the newest where it has one. */
function otpRange(elixir: string): { readonly least: string; readonly below?: number } {
  const [major = 0, minor = 0] = elixir.split('.').map((part) => parseInt(part, 10));
  if (!Number.isInteger(major) || major < 1) return { least: '17.4' };
  if (major === 1 && minor <= 1) return { least: '17.4', ...(minor === 0 ? { below: 18 } : {}) };
  if (major === 1 && minor < 6) return { least: '18.0' };
  if (major === 1 && minor < 8) return { least: '19.0' };
  return { least: '20.0' };
}

/** The OTP release to use: the one asked for, unless this Elixir cannot run on it. */
export function otpFor(elixir: string, otp: string): string {
  const { least, below } = otpRange(elixir);
  const major = parseInt(otp, 10);
  if (!Number.isInteger(major)) return least;
  const fits = major >= parseInt(least, 10) && (below === undefined || major < below);
  return fits ? otp : least;
}

function otp(ctx: BuildContext): string {
  return otpFor(version(ctx), versionOf(ctx, 'otp_release'));
}

/** From 1.3 on, mix knows how to fetch rebar. */
function hasLocalRebar(ctx: BuildContext): boolean {
  const [major = 0, minor = 0] = version(ctx)
    .split('.')
    .map((part) => parseInt(part, 10));
  return major > 1 || (major === 1 && minor >= 3);
}

/** Elixir with mix, on the OTP release that fits it. */
export const elixir = defineLanguage({
  id: 'elixir',
  parent: 'erlang',
  summary: 'Elixir with mix.',
  yml: keys,
  matrix: ['elixir', 'otp_release'],
  defaults: { elixir: '1.0.2', otp_release: '17.4' },
  export: (sh, ctx) => {
    erlang.export?.(sh, ctx);
    sh.export('TRAVIS_ELIXIR_VERSION', shellEscape(version(ctx)), { echo: false });
  },
  setup: (sh, ctx) => {
    const asked = versionOf(ctx, 'otp_release');
    if (ctx.given['otp_release'] !== undefined && otp(ctx) !== asked)
      sh.echo(
        `Elixir ${echoText(version(ctx))} does not run on Erlang/OTP ${echoText(asked)}: ${echoText(otp(ctx))} is taken.`,
        { ansi: 'yellow' },
      );
    useTool(sh, ctx, erlangTool, otp(ctx));
    // It names Erlang first.
    const probe = "elixir --version | sed -n 's/^Elixir //p'";
    const managers = ['kiex:elixir', 'mise:elixir', 'asdf:elixir'];
    useTool(sh, ctx, { label: 'Elixir', key: 'elixir', probe, managers });
  },
  announce: (sh) => sh.cmd('elixir --version'),
  install: (sh, ctx) => {
    if (hasLocalRebar(ctx)) sh.cmd('mix local.rebar --force', { fold: 'install.rebar' });
    sh.cmd('mix local.hex --force', { fold: 'install.hex' });
    sh.cmd('mix deps.get', { fold: 'install.deps' });
  },
  script: (sh) => sh.cmd('mix test'),
  cacheSlug: (ctx) => [`--otp-${otp(ctx)}`, `--elixir-${version(ctx)}`],
  image: (ctx) => imageFor(ctx, 'elixir:{version}', ctx.given['elixir'] ? version(ctx) : 'latest'),
});

/** For whoever installs it alone. @alias */
export const plugin = elixir;
