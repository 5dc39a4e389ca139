import { ExternalHostError, isTurnpikeError } from '@turnpike/sdk';

interface RequestFailure {
  readonly status?: number;
  readonly message?: string;
  readonly response?: { readonly headers: Readonly<Record<string, string | undefined>> };
}

export function statusOf(error: unknown): number | undefined {
  return (error as RequestFailure).status;
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
