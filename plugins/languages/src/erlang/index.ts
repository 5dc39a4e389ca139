import { defineLanguage, versionOf, type ScriptStep } from '@turnpike/sdk';
import { shellEscape } from '@turnpike/sdk/shell';
import { imageFor, useTool, type Tool } from '../shared/toolchain.js';
import { keys } from './keys.js';

export const erlangTool: Tool = {
  label: 'Erlang/OTP',
  key: 'otp_release',
  // The runtime names its major release only; a file beside it has the whole version, since 17.
  probe: `erl -noshell -eval 'R = erlang:system_info(otp_release), F = filename:join([code:root_dir(), "releases", R, "OTP_VERSION"]), V = case file:read_file(F) of {ok, T} -> T; _ -> R end, io:format("~s", [V]), halt().'`,
  managers: ['kerl:erlang', 'mise:erlang', 'asdf:erlang'],
};

const hasRebarConfig = '(-f rebar.config || -f Rebar.config)';
const hasOwnRebar = `${hasRebarConfig} && -f ./rebar`;
const fetched = { retry: true, fold: 'install' } as const;

const install: ScriptStep = (sh) => {
  sh.if(hasOwnRebar, () => sh.cmd('./rebar get-deps', fetched)).elif(hasRebarConfig, () => {
    sh.if('-z $(command -v rebar3)', () => sh.cmd('rebar get-deps', fetched));
  });
};

const script: ScriptStep = (sh) => {
  sh.if(hasOwnRebar, () => sh.cmd('./rebar compile && ./rebar skip_deps=true eunit'))
    .elif(hasRebarConfig, () => {
      sh.if('-n $(command -v rebar3)', () => sh.cmd('rebar3 eunit')).else(() =>
        sh.cmd('rebar compile && rebar skip_deps=true eunit'),
      );
    })
    .else(() => sh.cmd('make test'));
};

/** Erlang with rebar3, rebar or make. */
export const erlang = defineLanguage({
  id: 'erlang',
  summary: 'Erlang with rebar3, rebar or make.',
  yml: keys,
  matrix: ['otp_release'],
  defaults: { otp_release: 'R14B04' },
  export: (sh, ctx) =>
    sh.export('TRAVIS_OTP_RELEASE', shellEscape(versionOf(ctx, 'otp_release')), { echo: false }),
  setup: (sh, ctx) => useTool(sh, ctx, erlangTool),
  install,
  script,
  cacheSlug: (ctx) => [`--otp-${versionOf(ctx, 'otp_release')}`],
  image: (ctx) =>
    imageFor(
      ctx,
      'erlang:{version}',
      ctx.given['otp_release'] ? versionOf(ctx, 'otp_release') : 'latest',
    ),
});

/** For whoever installs it alone. @alias */
export const plugin = erlang;
