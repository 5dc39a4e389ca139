import type { Repository } from '@turnpike/sdk';
import type { Access } from '@turnpike/sdk/store';

/** The hook `access.decide` may hide what the table allows. */
export async function keepReadable(
  access: Pick<Access, 'rights'>,
  rows: readonly Repository[],
): Promise<readonly Repository[]> {
  const rights = await Promise.all(rows.map((row) => access.rights(row)));
  return rows.filter((_row, index) => rights[index]?.read);
}
