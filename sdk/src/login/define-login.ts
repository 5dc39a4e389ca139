import {
  tokens,
  type CodeHost,
  type LoginMethod,
  type Plugin,
  type PluginContext,
  type PluginDefinition,
} from '@turnpike/core/contracts';
import { definePlugin, provide } from '../define-plugin.js';

/** What a login plugin has at hand. */
const LOGIN_TOKENS = { codeHosts: tokens.codeHosts, outbound: tokens.outbound } as const;
type Requires = typeof LOGIN_TOKENS;

/** A plugin by which people sign in at code hosts of one kind. @experimental */
export type LoginDefinition<C> = Omit<
  PluginDefinition<C, Requires>,
  'requires' | 'offers' | 'provides'
> & {
  /** Which entries of `hosts` it is for: `gitea`; several where one product has several kinds. */
  readonly kind: string | readonly string[];
  /** Called once for each entry of the kind that has a `clientId`. `LoginMethod.id` is the host's. */
  create(host: CodeHost, ctx: PluginContext<C, Requires>): LoginMethod;
};

/**
 * A plugin by which people sign in at hosts of one kind, as the configuration lists them (`hosts`). State, PKCE and
 * accounts are the platform's; `oauthLogin` speaks OAuth 2 to most of them.
 * @experimental
 */
export function defineLogin<C = undefined>({
  kind,
  create,
  permissions = {},
  ...definition
}: LoginDefinition<C>): Plugin {
  const kinds = typeof kind === 'string' ? [kind] : kind;
  const named = kinds.map((one) => ({ kind: one }));
  return definePlugin<C, Requires>({
    ...definition,
    requires: LOGIN_TOKENS,
    permissions: { ...permissions, hosts: [...named, ...(permissions.hosts ?? [])] },
    offers: [tokens.logins],
    provides: (ctx) =>
      kinds
        .flatMap((one) => ctx.deps.codeHosts.ofKind(one))
        .filter(({ clientId }) => clientId !== null)
        .map((host) => provide(tokens.logins, create(host, ctx))),
  });
}

/** On the button: `GitHub` for the host of that name everybody knows, else with the address. @experimental */
export function loginTitle(name: string, { url }: Pick<CodeHost, 'url'>, known: string): string {
  const { host } = new URL(url);
  return host === known ? name : `${name} (${host})`;
}
