import { InputError } from '@turnpike/sdk';

/** Where an engine listens. */
export type Address =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  /** Through `docker system dial-stdio` on that machine. `target`: what ssh is given. */
  | { readonly kind: 'ssh'; readonly target: string; readonly port: number | undefined };

const PORT = 2376;

/** Reads `unix:///path`, `tcp://host:port` or `ssh://user@host`. Throws InputError. */
export function readAddress(text: string): Address {
  const refused = (why: string) =>
    new InputError('TURNPIKE_CONFIG_INVALID', `\`${text}\` is no address of an engine: ${why}.`, {
      key: 'executor-docker.host',
      wayOut: 'Write unix:///var/run/docker.sock, tcp://HOST:2376 (with `tls`) or ssh://USER@HOST.',
    });
  const [, scheme, rest = ''] = /^([a-z]+):\/\/(.*)$/u.exec(text) ?? [];
  if (scheme === 'unix') {
    if (!rest.startsWith('/')) throw refused('the path of its socket has to be absolute');
    return { kind: 'unix', path: rest };
  }
  if (scheme !== 'tcp' && scheme !== 'ssh')
    throw refused('it begins with neither unix, tcp nor ssh');
  const [, user, host, port] =
    /^(?:([\w.-]+)@)?([\w.-]+|\[[\da-f:]+\])(?::(\d{1,5}))?$/iu.exec(rest) ?? [];
  // A dash would be an option of ssh.
  if (!host || host.startsWith('-') || user?.startsWith('-')) throw refused('no host is named');
  if (scheme === 'tcp') {
    return { kind: 'tcp', host: host.replace(/^\[|\]$/gu, ''), port: Number(port ?? PORT) };
  }
  const target = user === undefined ? host : `${user}@${host}`;
  return { kind: 'ssh', target, port: port === undefined ? undefined : Number(port) };
}
