/** Builds of earlier days: rows that the day's own have to live among. */
import { copyFirst, openSql } from '../bench/support/grow.js';
import { seedBuild, seedRepository } from '../support/seed.js';
import type { Platform } from './platform.js';

/** One ended job each, in a repository of their own. */
export async function plantBuilds({ store, sqlUrl }: Platform, count: number): Promise<void> {
  const repository = await seedRepository(store, { login: 'earlier', name: 'days' });
  const { build } = await seedBuild(store, repository, { state: 'passed' });
  const sql = await openSql(sqlUrl);
  const ofThem = `where repository_id = ${repository.id}`;
  await sql.run(`update requests set state = 'finished' ${ofThem}`);
  await sql.run(`update jobs set state = 'passed', finished_at = created_at ${ofThem}`);
  await copyFirst(sql, 'builds', count - 1, { number: 'i + 1' });
  await copyFirst(sql, 'jobs', count - 1, { build_id: `i + ${build.id}` });
  for (const scope of ['builds', 'jobs'])
    await sql.run(`update counters set value = ${count} where scope like '${scope}%'`);
  await sql.run('analyze');
  await sql.close();
}
