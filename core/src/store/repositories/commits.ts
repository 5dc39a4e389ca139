import type { Commit } from '../../contracts/domain.js';
import type { CommitStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { entity } from '../entity.js';
import { storableMessage } from '../stored-text.js';
import { oneRow } from '../one-row.js';
import { unqualified } from '../transition.js';

const commits = entity<Commit>('commits', {
  id: 'plain',
  repositoryId: 'plain',
  sha: 'plain',
  ref: 'plain',
  branch: 'plain',
  tag: 'plain',
  message: 'plain',
  compareUrl: 'plain',
  authorName: 'plain',
  authorEmail: 'plain',
  committerName: 'plain',
  committerEmail: 'plain',
  committedAt: 'plain',
});

export function commitStore(db: Db): CommitStore {
  return {
    async get(id) {
      const row = await oneRow(db, commits, { id });
      return row ? commits.read(row) : undefined;
    },
    async many(ids) {
      const rows = await db
        .sql('commits')
        .select(commits.columns)
        .whereIn('id', [...new Set(ids)]);
      return new Map(rows.map((row) => [Number(row.id), commits.read(row)]));
    },
    async insert(commit) {
      const [row] = await db
        .sql('commits')
        .insert(commits.write({ ...commit, message: storableMessage(commit.message) }))
        .returning(unqualified(commits));
      return commits.read(row);
    },
  };
}
