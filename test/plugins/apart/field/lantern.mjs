import { createHmac } from 'node:crypto';
import { defineVcsProvider, InputError, tokens } from '@turnpike/sdk';

const sign = (body, secret) => createHmac('sha256', secret).update(body).digest('hex');

export const plugin = defineVcsProvider({
  id: 'vcs-lantern',
  summary: 'Repositories of a Lantern.',
  requires: { outbound: tokens.outbound },
  permissions: { hosts: ['lantern.example'] },
  create: () => ({
    id: 'lantern',
    describe: 'x-lantern-*',
    pollSeconds: 60,
    identify({ headers }) {
      const [event, guid] = [headers['x-lantern-event'], headers['x-lantern-id']];
      return event && guid ? { event, guid } : undefined;
    },
    verify: ({ headers, body }, secrets) =>
      secrets.some((secret) => sign(body, secret) === headers['x-lantern-sign'])
        ? undefined
        : { rule: 'bad-signature', message: 'The signature is wrong.' },
    parse({ body }) {
      try {
        const { kind, slug } = JSON.parse(Buffer.from(body).toString());
        return { kind, repository: { slug }, reason: 'A test.' };
      } catch (error) {
        throw new InputError('TURNPIKE_DELIVERY_MALFORMED', 'It is no JSON.', {}, error);
      }
    },
    missed: async (access, cursor) => ({
      events: [],
      cursor: `${cursor ?? ''}${access.credential}`,
    }),
    file: async (_access, path) => (path === '.travis.yml' ? 'script: true\n' : undefined),
    commit: async () => undefined,
    cloneAccess: async ({ repository }) => ({ url: repository.cloneUrl, credential: null }),
  }),
});
