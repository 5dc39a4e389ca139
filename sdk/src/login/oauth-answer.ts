/** What a token endpoint answers: JSON or a form, and errors with any status, 200 too. */
import {
  ExternalHostError,
  NotAllowedError,
  type HostGrant,
  type OutboundResponse,
} from '@turnpike/core/contracts';

export type TokenAnswer = Pick<OutboundResponse, 'status' | 'headers' | 'text'>;

/** It is the application that the host does not accept: whoever signs in can do nothing about it. */
const MISCONFIGURED = new Set([
  ...['incorrect_client_credentials', 'redirect_uri_mismatch', 'application_suspended'],
  ...['invalid_client', 'unauthorized_client', 'unsupported_grant_type', 'invalid_scope'],
]);
const MOST_WORDS = 300;

/**
 * `kept`: the renewal token that goes on where the answer names no other. Throws NotAllowedError where the host says
 * no (`errorType: 'misconfigured'` where the application is at fault), ExternalHostError where it says nothing.
 */
export function readGrant(host: string, answer: TokenAnswer, kept: string | null): HostGrant {
  const said = fieldsOf(answer);
  const error = textOf(said['error']);
  if (error !== undefined) throw refusal(host, error, textOf(said['error_description']));
  const accessToken = textOf(said['access_token']);
  if (accessToken === undefined || answer.status >= 300)
    throw new ExternalHostError(
      answer.status >= 500 ? 'TURNPIKE_HOST_UNAVAILABLE' : 'TURNPIKE_HOST_REFUSED',
      `${host} answered ${answer.status}, and no token.`,
      { host },
    );
  return {
    accessToken,
    refreshToken: textOf(said['refresh_token']) ?? kept,
    scopes: scopesOf(said['scope'] ?? said['scopes']),
    expiresAt: endOf(said['expires_in']),
  };
}

function refusal(host: string, error: string, description = ''): NotAllowedError {
  const words = `${host} refuses: ${[error, description].filter(Boolean).join(': ')}`;
  return new NotAllowedError(
    'TURNPIKE_ACCESS_DENIED',
    words.slice(0, MOST_WORDS),
    MISCONFIGURED.has(error) ? { errorType: 'misconfigured' } : {},
  );
}

function fieldsOf({ headers, text }: TokenAnswer): Readonly<Record<string, unknown>> {
  const body = text();
  if (headers['content-type']?.includes('form'))
    return Object.fromEntries(new URLSearchParams(body));
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    // A page of a proxy, most likely: the status says the rest.
    return {};
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Blanks by the standard, commas by GitHub. */
function scopesOf(value: unknown): readonly string[] {
  return typeof value === 'string' ? value.split(/[\s,]+/).filter(Boolean) : [];
}

function endOf(seconds: unknown): number | null {
  const number = Number(seconds);
  return Number.isFinite(number) && number > 0 ? Math.round(Date.now() + number * 1000) : null;
}
