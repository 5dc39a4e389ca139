import { defineAddon, type BuildContext } from '@turnpike/sdk';
import { list, meantAsShell, shellEscape, text } from '@turnpike/sdk/shell';
import { createHmac } from 'node:crypto';
import { keys } from './keys.js';

/** How long a token is good for. */
const lifeSeconds = 5400;

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A token that names repository and pull request, signed with the secret. */
export function token(secret: string, ctx: Pick<BuildContext, 'payload' | 'env'>): string {
  const { job, repository } = ctx.payload;
  const issued = Math.floor(Date.parse(ctx.env.now) / 1000);
  const claims = {
    iss: 'Travis CI, GmbH',
    slug: repository.slug,
    'pull-request': String(job.pull_request || ''),
    exp: issued + lifeSeconds,
    iat: issued,
  };
  const head = `${part({ typ: 'JWT', alg: 'HS256' })}.${part(claims)}`;
  return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`;
}

/** Short-lived tokens that pull requests may see, in place of the secret that signs them. */
export const jwt = defineAddon({
  id: 'jwt',
  summary: 'Short-lived signed tokens for pull requests.',
  yml: keys,
  withoutSudo: true,
  hooks: {
    before_before_install: (sh, options, ctx) => {
      sh.echo('Initializing JWT', { ansi: 'yellow' });
      for (const item of list(options).map(text)) {
        const at = item.indexOf('=');
        const name = item.slice(0, at);
        const secret = item.slice(at + 1);
        if (at < 1 || !/^\w+$/.test(name) || secret === '') {
          sh.echo('A secret of the add-on jwt is not of the form NAME=secret.', { ansi: 'yellow' });
        } else sh.export(meantAsShell(name), shellEscape(token(secret, ctx)));
      }
    },
  },
});

/** For whoever installs it alone. @alias */
export const plugin = jwt;
