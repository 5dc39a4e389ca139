import type { ProcessFacts } from '../../contracts/facts.js';
import type { FactStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { entity } from '../entity.js';

/** A process has a new name at each start: what is older belongs to none that runs. */
const KEPT_SECONDS = 86_400;

const reports = entity<ProcessFacts>('process_facts', { process: 'plain', facts: 'json' });

export function factStore(db: Db): FactStore {
  return {
    async report(facts) {
      await db
        .sql('process_facts')
        .insert({ ...reports.write(facts), reported_at: db.now() })
        .onConflict('process')
        .merge();
      await db.sql('process_facts').where('reported_at', '<', db.inSeconds(-KEPT_SECONDS)).delete();
    },
    async list(withinSeconds) {
      const rows = await db
        .sql('process_facts')
        .select(reports.columns)
        .where('reported_at', '>=', db.inSeconds(-withinSeconds))
        .orderBy('process');
      return rows.map((row) => reports.read(row));
    },
  };
}
