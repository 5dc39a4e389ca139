/** GitLab's sign-in: codes with PKCE, pairs of tokens of which each renewal voids both. */
import { createHash, randomBytes } from 'node:crypto';
import type { LabPerson, LabToken } from './world.js';

export const LAB_APP = { clientId: 'app-of-turnpike', clientSecret: 'secret of the application' };
const LASTS_SECONDS = 7_200;

interface Code {
  readonly person: LabPerson;
  readonly challenge: string;
  readonly scope: string;
}
export interface OAuthAnswer {
  readonly status: number;
  readonly body?: object;
  readonly location?: string;
}
const refused = (error: string): OAuthAnswer => ({ status: 400, body: { error } });

export class LabOAuth {
  /** Registered. */
  redirectUri = '';
  /** Whose browser it is. */
  signedIn: LabPerson | undefined;
  /** How many renewals were taken. */
  renewals = 0;
  /** Renews, and never says so. */
  losesAnswers = false;
  readonly #codes = new Map<string, Code>();
  readonly #refreshes = new Map<string, string>();
  readonly #tokens: Map<string, LabToken>;

  constructor(tokens: Map<string, LabToken>) {
    this.#tokens = tokens;
  }

  authorize(query: URLSearchParams): OAuthAnswer {
    const isKnown =
      query.get('client_id') === LAB_APP.clientId && query.get('redirect_uri') === this.redirectUri;
    if (!isKnown || query.get('response_type') !== 'code' || !this.signedIn)
      return refused('invalid_client');
    if (query.get('code_challenge_method') !== 'S256') return refused('invalid_request');
    const code = randomBytes(16).toString('hex');
    const scope = query.get('scope') ?? '';
    this.#codes.set(code, {
      person: this.signedIn,
      challenge: query.get('code_challenge') ?? '',
      scope,
    });
    const back = new URL(this.redirectUri);
    back.searchParams.set('code', code);
    back.searchParams.set('state', query.get('state') ?? '');
    return { status: 302, location: back.href };
  }

  token(form: URLSearchParams): OAuthAnswer | 'lost' {
    if (
      form.get('client_id') !== LAB_APP.clientId ||
      form.get('client_secret') !== LAB_APP.clientSecret
    )
      return { status: 401, body: { error: 'invalid_client' } };
    if (form.get('redirect_uri') !== this.redirectUri) return refused('invalid_grant');
    return form.get('grant_type') === 'refresh_token'
      ? this.#renew(form.get('refresh_token') ?? '')
      : this.#exchange(form);
  }

  #exchange(form: URLSearchParams): OAuthAnswer {
    const code = this.#codes.get(form.get('code') ?? '');
    this.#codes.delete(form.get('code') ?? '');
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!code || code.challenge !== proof) return refused('invalid_grant');
    return this.pair(code.person, code.scope === 'api' ? 'api' : 'read_api');
  }

  #renew(refresh: string): OAuthAnswer | 'lost' {
    const access = this.#refreshes.get(refresh);
    const token = access === undefined ? undefined : this.#tokens.get(access);
    if (access === undefined || !token) return refused('invalid_grant');
    this.#refreshes.delete(refresh);
    this.#tokens.delete(access);
    this.renewals += 1;
    const answer = this.pair(token.person, token.scope);
    return this.losesAnswers ? 'lost' : answer;
  }

  /** A live pair of tokens. */
  pair(person: LabPerson, scope: LabToken['scope'] = 'api'): OAuthAnswer {
    const [access, refresh] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];
    this.#tokens.set(access, { person, scope, endsAt: Date.now() + LASTS_SECONDS * 1000 });
    this.#refreshes.set(refresh, access);
    return {
      status: 200,
      body: {
        ...{ access_token: access, token_type: 'Bearer', refresh_token: refresh, scope },
        ...{ expires_in: LASTS_SECONDS, created_at: Math.floor(Date.now() / 1000) },
      },
    };
  }
}
