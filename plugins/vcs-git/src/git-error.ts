import { ExternalHostError, isTurnpikeError } from '@turnpike/sdk';

const REFUSED =
  /authentication failed|could not read (username|password)|permission denied|access denied|repository .*not found|does not appear to be a git repository|not a git repository|returned error: 40[134]|host key verification failed|unsafe repository|transport .* not allowed/i;

/** Turns git's failure into ours: refused for good, or worth another try. */
export function gitError(error: unknown): Error {
  if (isTurnpikeError(error)) return error;
  const text = error instanceof Error ? error.message : String(error);
  const refused = REFUSED.test(text);
  return new ExternalHostError(
    refused ? 'TURNPIKE_HOST_REFUSED' : 'TURNPIKE_HOST_UNAVAILABLE',
    `git: ${plainWords(text)}`,
    refused ? { wayOut: 'Check the URL and the credential of the repository.' } : {},
    error,
  );
}

/** The line that says why, without anything that looks like a credential. */
function plainWords(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((one) => /^(fatal|error|ssh):/.test(one)) ?? lines.at(-1) ?? 'failed';
  return line
    .replace(/^(fatal|error): /, '')
    .replace(/\/\/[^@/\s]*@/g, '//')
    .slice(0, 300);
}
