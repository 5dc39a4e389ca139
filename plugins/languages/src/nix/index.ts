import { defineLanguage, versionOf } from '@turnpike/sdk';
import { imageFor, useTool, type Tool } from '../shared/toolchain.js';
import { keys } from './keys.js';

const nixTool: Tool = {
  label: 'Nix',
  key: 'nix',
  probe: 'nix-env --version',
  managers: [],
};

/** Nix expressions. */
export const nix = defineLanguage({
  id: 'nix',
  summary: 'Nix expressions with nix-build.',
  yml: keys,
  matrix: ['nix'],
  defaults: { nix: '2.3.6' },
  export: (sh) => sh.export('NIX_CURL_FLAGS', '-sS', { echo: true }),
  setup: (sh, ctx) => {
    const profile = '${TRAVIS_HOME}/.nix-profile/etc/profile.d/nix.sh';
    for (const file of [profile, '/nix/var/nix/profiles/default/etc/profile.d/nix-daemon.sh']) {
      sh.if(`-e ${file}`, () => sh.cmd(`source ${file}`, { echo: false, timing: false }));
    }
    useTool(sh, ctx, nixTool);
  },
  announce: (sh) => {
    sh.cmd('nix-env --version');
    sh.cmd(
      "nix-instantiate --eval -E 'with import <nixpkgs> {}; lib.version or lib.nixpkgsVersion'",
    );
  },
  script: (sh) => sh.cmd('nix-build'),
  image: (ctx) =>
    imageFor(ctx, 'nixos/nix:{version}', ctx.given['nix'] ? versionOf(ctx, 'nix') : 'latest'),
});

/** For whoever installs it alone. @alias */
export const plugin = nix;
