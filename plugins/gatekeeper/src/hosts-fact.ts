import type { FactSource } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';

const NAMED = 5;
const TOLD_MS = 30 * 86_400_000;

type Ports = Pick<Store, 'repositories' | 'removedRepositories' | 'now'>;

/**
 * For the system page and `turnpike doctor`: repositories whose host cannot be asked, with the reason; which have moved
 * there of late; which were removed here and may still be told of by their host.
 */
export function hostsFact(store: Ports): FactSource {
  return {
    id: 'gatekeeper-hosts',
    title: 'Code hosts',
    async look() {
      const found = await store.repositories.unreachable(NAMED + 1);
      const news = [...(await moves(store)), ...(await leftBehind(store))];
      if (found.length === 0)
        return { state: 'ok', text: ['every repository can be asked', ...news].join('; ') };
      const faults = named(found, ({ slug, hostFault }) => {
        const since = new Date(hostFault?.since ?? 0).toISOString();
        return `${slug} cannot be asked since ${since}: ${hostFault?.code} ${hostFault?.message}`;
      });
      return {
        state: 'warning',
        text: [...faults, ...news].join('; '),
        wayOut: found[0]?.hostFault?.wayOut ?? 'Look at the page of the repository.',
      };
    },
  };
}

async function moves({ repositories, now }: Ports): Promise<readonly string[]> {
  const moved = await repositories.movedSince((await now()) - TOLD_MS, NAMED + 1);
  return named(moved, ({ slug, moved: move }) => {
    const at = new Date(move?.at ?? 0).toISOString();
    return `${move?.from} is ${slug} at its host since ${at}, and was followed`;
  });
}

async function leftBehind({ removedRepositories }: Ports): Promise<readonly string[]> {
  const { total } = await removedRepositories.list({ limit: 1 });
  if (total === 0) return [];
  return [
    `${total} removed repositories may have left something at their hosts: turnpike repo removed`,
  ];
}

function named<T>(rows: readonly T[], text: (row: T) => string): readonly string[] {
  const more = rows.length > NAMED ? ['and more'] : [];
  return [...rows.slice(0, NAMED).map(text), ...more];
}
