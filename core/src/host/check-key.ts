/** Is the key that of the database? Found out at the start: later each setting would fail by itself. */
import { TurnpikeError } from '../contracts/errors.js';
import { tokens } from '../contracts/tokens.js';
import { tokenName } from '../di/check-tokens.js';
import type { BootState } from './boot-state.js';

type Known = Pick<BootState, 'core' | 'units' | 'store'>;

/** Looks at the secrets of one repository. Throws where they were sealed with a key that is not here. */
export async function checkKey({ core, units, store }: Known): Promise<void> {
  const repositories = store?.store.repositories;
  const isAsked = units.some(({ requires }) =>
    requires.some((token) => tokenName(token) === tokens.secrets.name),
  );
  if (!repositories || !isAsked) return;
  const { rows } = await repositories.list({}, { limit: 1, offset: 0 });
  const sealed = rows[0] && (await repositories.sealed(rows[0].id));
  const value = Object.values(sealed ?? {}).find(
    (one) => typeof one === 'string' && core.secrets.isSealed(one),
  );
  if (typeof value !== 'string') return;
  try {
    core.secrets.open(value);
  } catch (cause) {
    throw otherKey(core.paths.keyFile, value, cause);
  }
}

function otherKey(file: string, sealed: string, cause: unknown): TurnpikeError {
  const [, id = ''] = sealed.split(':');
  return new TurnpikeError(
    'TURNPIKE_SECRET_UNREADABLE',
    `The secrets in this database were sealed with the key ${id}, which ${file} does not hold.`,
    {
      file,
      key: 'keyFile',
      wayOut: 'Put the key file back that belongs to this database; all processes need the same.',
    },
    cause,
  );
}
