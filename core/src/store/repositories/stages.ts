import type { Stage } from '../../contracts/domain.js';
import { BUILD_TRANSITIONS, isFinal } from '../../contracts/states.js';
import type { StageStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { entity } from '../entity.js';
import { oneRow } from '../one-row.js';
import { changeState, unqualified } from '../transition.js';

const stages = entity<Stage>('stages', {
  id: 'plain',
  buildId: 'plain',
  number: 'plain',
  name: 'plain',
  state: 'plain',
  version: 'plain',
  startedAt: 'plain',
  finishedAt: 'plain',
});

export function stageStore(db: Db): StageStore {
  const ofBuilds = async (buildIds: readonly number[]): Promise<readonly Stage[]> => {
    if (buildIds.length === 0) return [];
    const among = buildIds.map(() => '?').join(', ');
    const rows = await db.rows(
      `select ${stages.columns.join(', ')} from stages where build_id in (${among})
       order by build_id, number`,
      buildIds,
    );
    return rows.map(stages.read);
  };
  return {
    async get(id) {
      const row = await oneRow(db, stages, { id });
      return row ? stages.read(row) : undefined;
    },
    ofBuild: (buildId) => ofBuilds([buildId]),
    ofBuilds,
    async insert(given) {
      if (given.length === 0) return [];
      const rows = await db
        .sql('stages')
        .insert(given.map((stage) => ({ ...stages.write(stage), state: 'created' })))
        .returning(unqualified(stages));
      return rows.map(stages.read).sort((a, b) => a.number - b.number);
    },
    transition: (id, change) =>
      changeState(db, stages, BUILD_TRANSITIONS, { id, change, set: stageTimes(db, change.to) }),
  };
}

function stageTimes(db: Db, to: Stage['state']): Record<string, unknown> {
  if (to === 'created') return { started_at: null, finished_at: null };
  if (to === 'started')
    return { started_at: db.sql.raw(`coalesce(started_at, ${db.nowSql})`), finished_at: null };
  return isFinal(to) ? { finished_at: db.now() } : {};
}
