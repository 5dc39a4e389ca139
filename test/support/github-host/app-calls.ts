/** GitHub's side of an app: its JWT, installations, and their tokens. */
import { createVerify, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Described } from './described.js';
import { repositoryBody } from './repository-calls.js';
import { NOT_FOUND, refused, type Answer, type Call, type HostRepository } from './world.js';

export interface Installation {
  readonly id: number;
  readonly account: string;
  suspended: boolean;
  permissions: Record<string, string>;
  /** Ids of its repositories. */
  readonly repositories: Set<number>;
}
export interface InstallationToken {
  readonly installation: Installation;
  /** null: all of them. */
  readonly repositoryIds: readonly number[] | null;
  readonly permissions: Readonly<Record<string, string>>;
  /** How often it is refused yet. */
  refusals: number;
}

const APP_PERMISSIONS = {
  ...{ metadata: 'read', contents: 'read', pull_requests: 'read' },
  ...{ statuses: 'write', checks: 'write', members: 'read' },
};

export class HostApp {
  readonly id = 4711;
  readonly slug = 'turnpike-of-acme';
  readonly clientId = 'Iv23liAcme';
  readonly clientSecret = 'client-secret-of-the-app';
  readonly webhookSecret = 'webhook-secret-of-the-app';
  readonly #pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly privateKey = this.#pair.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  readonly installations: Installation[] = [];
  readonly tokens = new Map<string, InstallationToken>();
  /** How far the clock of the host is behind this machine's. */
  behindMs = 0;
  /** How often each new token is refused. */
  refusalsOfNew = 0;
  /** Codes that the manifest flow gave out. */
  readonly codes = new Map<string, Readonly<Record<string, unknown>>>();

  install(account: string, repositories: readonly HostRepository[]): Installation {
    const made = {
      ...{ id: this.installations.length + 900, account, suspended: false },
      permissions: { ...APP_PERMISSIONS },
      repositories: new Set(repositories.map(({ id }) => id)),
    };
    this.installations.push(made);
    return made;
  }

  get now(): number {
    return Date.now() - this.behindMs;
  }

  /** undefined: the JWT is right. */
  whyNot(token: string): Answer | undefined {
    const [head = '', body = '', signature = ''] = token.split('.');
    const verifier = createVerify('RSA-SHA256').update(`${head}.${body}`);
    if (!signature || !verifier.verify(this.#pair.publicKey, signature, 'base64url'))
      return refused(401, 'A JSON web token could not be decoded');
    const { iat, exp, iss } = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<
      string,
      unknown
    >;
    if (String(iss) !== String(this.id) && iss !== this.clientId)
      return refused(401, 'Integration not found');
    const now = this.now / 1000;
    if (typeof iat !== 'number' || iat > now)
      return refused(
        401,
        "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
      );
    if (typeof exp !== 'number' || exp <= now)
      return refused(
        401,
        "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
      );
    if (exp > now + 600)
      return refused(401, "'Expiration time' claim ('exp') is too far in the future");
    return undefined;
  }

  token({ body }: Call, installation: Installation, api: Described): Answer {
    if (installation.suspended) return refused(403, 'This installation has been suspended');
    const { repository_ids = null, permissions = installation.permissions } = body as {
      repository_ids?: number[] | null;
      permissions?: Record<string, string>;
    };
    if ((repository_ids ?? []).some((id) => !installation.repositories.has(id)))
      return refused(
        422,
        'There is at least one repository that does not exist or is not accessible to the parent installation.',
      );
    for (const [name, right] of Object.entries(permissions)) {
      const has = installation.permissions[name];
      if (has === undefined || (right === 'write' && has === 'read'))
        return refused(422, 'The permissions requested are not granted to this installation.');
    }
    // The new form: far longer than 40 characters, with dots.
    const part = (bytes: number) => randomBytes(bytes).toString('base64url');
    const token = `ghs_${this.id}_${part(60)}.${part(120)}.${part(120)}`;
    const row = {
      installation,
      repositoryIds: repository_ids,
      permissions,
      refusals: this.refusalsOfNew,
    };
    this.tokens.set(token, row);
    const expires_at = new Date(this.now + 3_600_000).toISOString();
    const members = { token, expires_at, permissions };
    return { status: 201, body: api.answer('apps/create-installation-access-token', 201, members) };
  }

  installationBody({ id, account, suspended, permissions }: Installation): object {
    return {
      ...{ id, permissions, app_id: this.id, app_slug: this.slug, events: ['push'] },
      ...{
        account: { login: account, id: 1 },
        target_type: 'User',
        repository_selection: 'selected',
      },
      suspended_at: suspended ? '2026-01-02T03:04:05Z' : null,
      html_url: `https://github.com/settings/installations/${id}`,
    };
  }

  /** Calls with a JWT. */
  answer(call: Call, api: Described, repositories: readonly HostRepository[]): Answer {
    const wrong = this.whyNot(call.token);
    if (wrong) return wrong;
    if (call.path === '/app') {
      const owner = { login: 'acme', id: 1 };
      const members = {
        id: this.id,
        slug: this.slug,
        name: 'Turnpike',
        owner,
        permissions: APP_PERMISSIONS,
      };
      return { status: 200, body: api.answer('apps/get-authenticated', 200, members) };
    }
    if (call.path === '/app/installations')
      return {
        status: 200,
        body: api.answer(
          'apps/list-installations',
          200,
          this.installations.map((one) => this.installationBody(one)),
        ),
      };
    const [, id] = /^\/app\/installations\/(\d+)\/access_tokens$/.exec(call.path) ?? [];
    const known = this.installations.find((one) => one.id === Number(id));
    if (known) return this.token(call, known, api);
    const [, owner, name] = /^\/repos\/([^/]+)\/([^/]+)\/installation$/.exec(call.path) ?? [];
    const repository = repositories.find((one) => one.owner === owner && one.name === name);
    const of = this.installations.find((one) => repository && one.repositories.has(repository.id));
    if (!of) return NOT_FOUND;
    return {
      status: 200,
      body: api.answer('apps/get-repo-installation', 200, this.installationBody(of)),
    };
  }

  /** As somebody says yes on GitHub's page to what a form sent. Answers where the browser goes. Throws what GitHub would not take. */
  accept(action: string, fields: Readonly<Record<string, string>>): string {
    const { pathname, searchParams } = new URL(action);
    const state = searchParams.get('state');
    const manifest = JSON.parse(fields['manifest'] ?? '') as Record<string, unknown>;
    if (!/^(\/organizations\/[\w-]+)?\/settings\/apps\/new$/.test(pathname) || !state)
      throw new Error(`GitHub has no such page: ${action}`);
    const { name, url, redirect_url, default_permissions = {} } = manifest;
    if (typeof name !== 'string' || name.length > 34) throw new Error('name is too long');
    if (typeof url !== 'string' || typeof redirect_url !== 'string')
      throw new Error('url is missing');
    for (const [permission, right] of Object.entries(default_permissions as object))
      if (!['read', 'write'].includes(String(right))) throw new Error(`${permission}: ${right}`);
    const code = randomBytes(20).toString('hex');
    this.codes.set(code, manifest);
    const back = new URL(redirect_url);
    back.searchParams.set('code', code);
    back.searchParams.set('state', state);
    return back.href;
  }

  /** What a manifest became, once. */
  conversion(code: string, api: Described): Answer {
    if (!this.codes.delete(code)) return NOT_FOUND;
    const members = {
      ...{ id: this.id, slug: this.slug, name: 'Turnpike', pem: this.privateKey },
      ...{ client_id: this.clientId, client_secret: this.clientSecret },
      ...{ webhook_secret: this.webhookSecret, owner: { login: 'acme', id: 1 } },
      html_url: `https://github.com/apps/${this.slug}`,
    };
    return { status: 201, body: api.answer('apps/create-from-manifest', 201, members) };
  }

  /** Of a token of an installation. */
  repositoriesOf(
    { installation, repositoryIds }: InstallationToken,
    all: readonly HostRepository[],
    api: Described,
    url: string,
  ): Answer {
    const rows = all.filter(
      ({ id }) => installation.repositories.has(id) && (repositoryIds ?? [id]).includes(id),
    );
    const repositories = rows.map((one) => repositoryBody(one, url));
    const members = { total_count: rows.length, repositories };
    return {
      status: 200,
      body: api.answer('apps/list-repos-accessible-to-installation', 200, members),
    };
  }
}
