import { cutText, ExternalHostError, isTurnpikeError, withoutCredentials } from '@turnpike/sdk';

const REFUSED =
  /authentication failed|could not read (username|password)|permission denied|access denied|repository .*not found|does not appear to be a git repository|not a git repository|returned error: 40[134]|host key verification failed|unsafe repository|transport .* not allowed/i;

/** Turns git's failure into ours: refused for good, or worth another try. */
export function gitError(error: unknown): Error {
  if (isTurnpikeError(error)) return error;
  const text = error instanceof Error ? error.message : String(error);
  const moved = /returned error: (30[12378])/.exec(text)?.[1];
  if (moved) return movedError(moved, error);
  const refused = REFUSED.test(text);
  return new ExternalHostError(
    refused ? 'TURNPIKE_HOST_REFUSED' : 'TURNPIKE_HOST_UNAVAILABLE',
    `git: ${plainWords(text)}`,
    refused ? { wayOut: wayOutOf(text) } : {},
    error,
  );
}

/** Hosts answer alike for what is not there and what may not be seen. */
function wayOutOf(text: string): string {
  const check = 'Check the URL and the credential of the repository';
  return /authentication failed|could not read (username|password)/i.test(text)
    ? `${check}: it may be that there is no such repository.`
    : `${check}.`;
}

const SSH_SAYS =
  /permission denied|host key verification failed|connection (refused|timed out|closed|reset)|could not resolve|no route to host|too many authentication failures|kex_exchange|repository .*not found|access denied|not authorized/i;

function saysWhy(line: string): boolean {
  return !/^(fatal|error):/.test(line) && SSH_SAYS.test(line);
}

/** Redirects are not followed: where they lead has not been judged. */
function movedError(status: string, cause: unknown): ExternalHostError {
  return new ExternalHostError(
    'TURNPIKE_HOST_UNAVAILABLE',
    `git: the repository has moved: its host answers ${status} at this address.`,
    { moved: status, wayOut: 'Look at the host where it is now, and give the new address.' },
    cause,
  );
}

export function isMoved(error: unknown): error is ExternalHostError {
  return error instanceof ExternalHostError && error.details['moved'] !== undefined;
}

/** The same with the address that the host names; `undefined`: it names none. */
export function movedTo(error: ExternalHostError, url: string | undefined): ExternalHostError {
  if (url === undefined) return error;
  const { code, message, details } = error;
  const wayOut = `Give it this address: turnpike repo set-url, or its settings. Nobody has checked that ${url} is still yours.`;
  return new ExternalHostError(
    code,
    `${message.replace(/\.$/, '')}, and names ${url}.`,
    { ...details, movedTo: url, wayOut },
    error.cause,
  );
}

/** The line that says why, without anything that looks like a credential. */
function plainWords(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((one) => /^(fatal|error|ssh):/.test(one)) ?? lines.at(-1) ?? 'failed';
  // Of SSH git only says that it could not read; why stands in the lines before, which are ssh's own.
  const own = /could not read from remote/i.test(line) ? lines.find(saysWhy) : undefined;
  const words = [own?.trim(), line.replace(/^(fatal|error): /, '')].filter(
    (part) => part !== undefined,
  );
  return cutText(withoutCredentials(words.join(': ')), 300);
}
