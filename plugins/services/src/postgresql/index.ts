import { defineService, type BuildContext } from '@turnpike/sdk';
import { isHash, lookup, truthy } from '@turnpike/sdk/shell';

/** The version that each release of Ubuntu brought (travis-build `bash/travis_setup_postgresql.bash`). */
const byDist: Readonly<Record<string, string>> = {
  precise: '9.1',
  trusty: '9.2',
  xenial: '9.6',
  bionic: '10',
  focal: '13',
  jammy: '14',
  noble: '16',
};

function hasAddon(ctx: BuildContext): boolean {
  const { addons } = ctx.config;
  return isHash(addons) && truthy(addons['postgresql']);
}

/** PostgreSQL of the distribution; the add-on of the same name starts the version that it names. */
export const postgresql = defineService({
  id: 'postgresql',
  summary: 'PostgreSQL, with a role and a database named travis.',
  yml: { value: 'postgresql', aliases: ['postgres'] },
  start: (sh, ctx) => {
    if (hasAddon(ctx)) return;
    const version = lookup(byDist, ctx.dist) ?? '';
    sh.cmd(`travis_setup_postgresql ${version}`.trim(), { echo: true, timing: true });
  },
  sidecar: {
    image: 'postgres:16',
    ports: [5432],
    env: { POSTGRES_HOST_AUTH_METHOD: 'trust' },
    ready: 'pg_isready -U postgres',
  },
});

/** For whoever installs it alone. @alias */
export const plugin = postgresql;
