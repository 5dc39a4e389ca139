import type { FactSource } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';

const NAMED = 5;

/** For the system page and `turnpike doctor`: repositories whose host cannot be asked, with the reason. */
export function hostsFact(store: Pick<Store, 'repositories'>): FactSource {
  return {
    id: 'gatekeeper-hosts',
    title: 'Code hosts',
    async look() {
      const found = await store.repositories.unreachable(NAMED + 1);
      if (found.length === 0) return { state: 'ok', text: 'every repository can be asked' };
      const named = found.slice(0, NAMED).map(({ slug, hostFault }) => {
        const since = new Date(hostFault?.since ?? 0).toISOString();
        return `${slug} cannot be asked since ${since}: ${hostFault?.code} ${hostFault?.message}`;
      });
      const more = found.length > NAMED ? ['and more'] : [];
      return {
        state: 'warning',
        text: [...named, ...more].join('; '),
        wayOut: found[0]?.hostFault?.wayOut ?? 'Look at the page of the repository.',
      };
    },
  };
}
