/** Credentials that hosts made for single runs: kept, sealed, until the run has ended, then ended at the host. */
import type {
  Logger,
  Migration,
  PrivateTables,
  RepoAccess,
  SecretBox,
  VcsCredential,
  VcsProvider,
} from '@turnpike/sdk';
import { openRepoAccess, readCredential, writeCredential, type Store } from '@turnpike/sdk/store';

interface TokenRow {
  readonly [column: string]: unknown;
  readonly id: number;
  readonly jobId: number;
  readonly run: number;
  readonly repositoryId: number;
  readonly sealed: string;
  /** Milliseconds since 1970, by the database's clock. */
  readonly madeAt: number;
}

export const migrations: readonly Migration[] = [
  {
    name: '0001-clone-tokens',
    async up(tools) {
      await tools.createTable('clone_tokens', {
        id: { type: 'id' },
        jobId: { type: 'integer' },
        run: { type: 'integer' },
        repositoryId: { type: 'integer' },
        sealed: { type: 'text' },
        madeAt: { type: 'time' },
      });
    },
  },
];

/** No host's credential for one run lasts longer: what could not be ended by then has ended. */
const LASTS_MS = 3_600_000;
const AT_ONCE = 100;

export interface CloneTokens {
  keep(
    of: { readonly jobId: number; readonly run: number; readonly repositoryId: number },
    credential: VcsCredential,
  ): Promise<void>;
  /** Ends those of ended runs. Repeatable, and by several at a time. */
  sweep(): Promise<void>;
}
interface Ports {
  readonly tables: PrivateTables;
  readonly store: Store;
  readonly secrets: SecretBox;
  readonly vcsProviders: readonly VcsProvider[];
  readonly log: Logger;
}

export function createCloneTokens(ports: Ports): CloneTokens {
  const table = () => ports.tables.table<TokenRow>('clone_tokens');
  return {
    async keep(of, credential) {
      const sealed = ports.secrets.seal(writeCredential(credential));
      await table().insert({ ...of, sealed, madeAt: Math.round(await ports.store.now()) });
    },
    async sweep() {
      for (const row of await table().find({}, { limit: AT_ONCE }))
        if (await isOver(ports, row)) await table().delete({ id: row.id });
    },
  };
}

/** Nothing is left to be done for it. */
async function isOver(ports: Ports, row: TokenRow): Promise<boolean> {
  const { jobId, run } = row;
  const known = await ports.store.runs.get(jobId, run);
  if (known?.state === 'received' || known?.state === 'started') return false;
  try {
    await end(ports, row);
    return true;
  } catch (err) {
    ports.log.warn({ err, jobId, run }, 'the credential that a run cloned with could not be ended');
    return (await ports.store.now()) - Number(row.madeAt) > LASTS_MS;
  }
}

async function end({ store, secrets, vcsProviders }: Ports, row: TokenRow): Promise<void> {
  const repository = await store.repositories.get(row.repositoryId);
  const provider = vcsProviders.find(({ id }) => id === repository?.vcsProvider);
  if (!repository || !provider?.endCloneAccess) return;
  const access: RepoAccess = await openRepoAccess({ store, secrets }, repository);
  await provider.endCloneAccess(access, readCredential(secrets.open(row.sealed)));
}
