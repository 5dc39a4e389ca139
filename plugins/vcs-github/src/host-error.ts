import { ExternalHostError, isTurnpikeError } from '@turnpike/sdk';

interface RequestFailure {
  readonly status?: number;
  readonly message?: string;
  readonly response?: { readonly headers: Readonly<Record<string, string | undefined>> };
}

export function statusOf(error: unknown): number | undefined {
  return (error as RequestFailure).status;
}

/** GitHub says in JSON what is not there; a server that does not know the path answers in words or HTML. */
export function isOfAnotherServer(error: unknown): boolean {
  const { data } = (error as { readonly response?: { readonly data?: unknown } }).response ?? {};
  return typeof data === 'string' && data.trim() !== '';
}

/** Octokit's failure as ours: rate limits, 5xx and lost connections are worth another try. */
export function hostError(error: unknown): Error {
  if (isTurnpikeError(error)) return error;
  const { status, message = String(error), response } = error as RequestFailure;
  const headers = response?.headers ?? {};
  const limited =
    status === 429 ||
    (status === 403 &&
      (headers['x-ratelimit-remaining'] === '0' ||
        headers['retry-after'] !== undefined ||
        /rate limit|abuse/i.test(message)));
  if (limited) return unavailable(`GitHub's rate limit is reached${until(headers)}.`, error);
  if (status === undefined || status >= 500 || status === 408)
    return unavailable(`GitHub does not answer: ${status ?? message}`, error);
  if (isOfAnotherServer(error))
    return new ExternalHostError(
      'TURNPIKE_HOST_REFUSED',
      `The host does not know this address of GitHub's API: it answers ${status}, and not as GitHub does.`,
      { wayOut: 'Check vcs-github.apiUrl: it is for GitHub and GitHub Enterprise Server only.' },
      error,
    );
  return new ExternalHostError(
    'TURNPIKE_HOST_REFUSED',
    `GitHub refused: ${status} ${message.split(' - ')[0]}`,
    { wayOut: 'Check that the credential is valid and may do this on the repository.' },
    error,
  );
}

function unavailable(message: string, cause: unknown): ExternalHostError {
  return new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', message, {}, cause);
}

function until(headers: Readonly<Record<string, string | undefined>>): string {
  const reset = Number(headers['x-ratelimit-reset']);
  return Number.isFinite(reset) && reset > 0
    ? ` until ${new Date(reset * 1000).toISOString()}`
    : '';
}
