/**
 * Claims that ask for the same, one behind the other. When a job is queued every free worker asks at once: the
 * first gets it, the next one finds nothing, and by then all who had asked before know it too. So a wake-up
 * of five hundred workers costs the database a few claims instead of five hundred.
 */
import type { RunStore } from '@turnpike/sdk/store';

type Query = Parameters<RunStore['claim']>[0];
type Answer = Awaited<ReturnType<RunStore['claim']>>;

interface Asker {
  readonly query: Query;
  /** When it came, as a number in order. */
  readonly came: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** Questions under way at once for the same offer. */
const AT_ONCE = 2;

export interface ClaimLine {
  take(query: Query): Promise<Answer>;
}

export function createClaimLine(runs: Pick<RunStore, 'claim' | 'claimed'>): ClaimLine {
  const lines = new Map<string, { readonly askers: Asker[]; asking: number }>();
  let came = 0;

  async function ask(key: string): Promise<void> {
    const line = lines.get(key)!;
    line.asking += 1;
    for (let asker = line.askers.shift(); asker; asker = line.askers.shift()) {
      const begun = came;
      try {
        const answer = await runs.claim(asker.query);
        asker.resolve(answer);
        if (!answer) await tellEmpty(line.askers, begun);
      } catch (error) {
        asker.reject(error);
      }
    }
    line.asking -= 1;
    if (line.asking === 0) lines.delete(key);
  }

  /**
   * Nothing was there after these had come. One whose claim has been answered before stays in line: the same
   * `claimId` gets the same answer.
   */
  async function tellEmpty(askers: Asker[], begun: number): Promise<void> {
    const told = askers.filter((asker) => asker.came <= begun);
    if (told.length === 0) return;
    const known = await runs.claimed(told.map(({ query }) => query.claimId));
    for (const asker of told) {
      const place = known.has(asker.query.claimId) ? -1 : askers.indexOf(asker);
      // Another question may have taken it out of the line meanwhile.
      if (place >= 0) askers.splice(place, 1)[0]!.resolve(undefined);
    }
  }

  return {
    take(query) {
      const key = JSON.stringify([query.queues, query.offers]);
      const line = lines.get(key) ?? { askers: [], asking: 0 };
      lines.set(key, line);
      return new Promise((resolve, reject) => {
        line.askers.push({ query, came: (came += 1), resolve, reject });
        if (line.asking < AT_ONCE) void ask(key);
      });
    },
  };
}
