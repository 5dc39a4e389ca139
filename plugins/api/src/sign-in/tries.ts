/**
 * Tries of signing in at a host, between start and callback. In the database, so that any process takes the browser
 * back and a restart loses none. Only hashes of what the browser carries are kept.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Migration, PrivateTable, PrivateTables, SecretBox } from '@turnpike/sdk';

/** So long a browser may be away. */
export const TRY_SECONDS = 600;

export type Purpose = 'login' | 'link' | 'app';
interface TryRow {
  readonly [column: string]: unknown;
  readonly id: number;
  readonly stateHash: string;
  /** Of what the cookie says. */
  readonly browserHash: string;
  readonly host: string;
  readonly purpose: Purpose;
  /** Of `link`: to whose account; of `app`: who makes it. */
  readonly userId: number | null;
  /** Of `link` and `app`: the session that asked, which has to be the one that comes back. */
  readonly sessionHash: string | null;
  readonly sealed: string;
  readonly returnTo: string;
  readonly used: boolean;
  /** Milliseconds since 1970, by the database's clock. */
  readonly expiresAt: number;
}

export const migrations: readonly Migration[] = [
  {
    name: '0001-sign-ins',
    async up(tools) {
      await tools.createTable('sign_ins', {
        id: { type: 'id' },
        stateHash: { type: 'text', unique: true },
        browserHash: { type: 'text' },
        host: { type: 'text' },
        purpose: { type: 'text' },
        userId: { type: 'integer', nullable: true },
        sessionHash: { type: 'text', nullable: true },
        sealed: { type: 'text' },
        returnTo: { type: 'text' },
        used: { type: 'boolean' },
        expiresAt: { type: 'time' },
      });
    },
  },
];

export interface NewTry {
  /** What the browser's cookie says. */
  readonly browser: string;
  readonly host: string;
  readonly purpose: Purpose;
  readonly userId: number | null;
  readonly sessionHash: string | null;
  readonly returnTo: string;
}
/** What is sent to the host, and what stays here. */
export interface Proof {
  readonly state: string;
  readonly codeVerifier: string;
  readonly codeChallenge: string;
  readonly nonce: string;
}
export type Taken =
  | { readonly problem: 'foreign' | 'used' | 'expired' }
  | {
      readonly purpose: Purpose;
      readonly userId: number | null;
      readonly sessionHash: string | null;
      readonly returnTo: string;
      readonly codeVerifier: string;
      readonly nonce: string;
    };
export interface Tries {
  begin(wanted: NewTry): Promise<Proof>;
  /** Uses it up. One that began in another browser, or at another host, stays as it is: it is not the asker's. */
  take(came: {
    readonly state: string;
    readonly browser: string;
    readonly host: string;
  }): Promise<Taken>;
  purge(): Promise<void>;
}
interface Ports {
  readonly table: PrivateTable<TryRow>;
  readonly secrets: Pick<SecretBox, 'hash' | 'seal' | 'open'>;
  now(): Promise<number>;
}

export function openTries(tables: PrivateTables, { secrets, now }: Omit<Ports, 'table'>): Tries {
  const ports = { table: tables.table<TryRow>('sign_ins'), secrets, now };
  return {
    begin: (wanted) => begin(ports, wanted),
    take: (came) => take(ports, came),
    async purge() {
      const at = await now();
      for (const { id, expiresAt } of await ports.table.find({}))
        if (Number(expiresAt) + TRY_SECONDS * 1000 <= at) await ports.table.delete({ id });
    },
  };
}

async function begin({ table, secrets, now }: Ports, wanted: NewTry): Promise<Proof> {
  const { browser, ...row } = wanted;
  const [state, codeVerifier, nonce] = [secret(), secret(), secret()];
  await table.insert({
    ...row,
    stateHash: secrets.hash(state),
    browserHash: secrets.hash(browser),
    sealed: secrets.seal(JSON.stringify({ codeVerifier, nonce })),
    used: false,
    expiresAt: Math.round((await now()) + TRY_SECONDS * 1000),
  });
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
  return { state, codeVerifier, codeChallenge, nonce };
}

async function take(
  { table, secrets, now }: Ports,
  came: { readonly state: string; readonly browser: string; readonly host: string },
): Promise<Taken> {
  const row = await table.first({ stateHash: secrets.hash(came.state) });
  if (!row || row.host !== came.host || row.browserHash !== secrets.hash(came.browser))
    return { problem: 'foreign' };
  // The change is the claim: of two that come at once only one makes it.
  if ((await table.update({ id: row.id, used: false }, { used: true })) === 0)
    return { problem: 'used' };
  if (Number(row.expiresAt) <= (await now())) return { problem: 'expired' };
  const { codeVerifier, nonce } = JSON.parse(secrets.open(row.sealed)) as Proof;
  const { purpose, userId, sessionHash, returnTo } = row;
  return { purpose, userId, sessionHash, returnTo, codeVerifier, nonce };
}

export function secret(): string {
  return randomBytes(32).toString('base64url');
}
