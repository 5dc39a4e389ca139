/** The row of the audit log is there before what it tells of, whatever then happens. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Principal, Route } from '../contracts/http.js';
import { InputError, TurnpikeError } from '../contracts/errors.js';
import { silentLogger } from '../log/silent-logger.js';
import { createAudited, type NewAuditEntry } from './audited.js';

/** A log that may fail at any of its calls from the `breaksAt`th on; 0: never. */
function keeper(breaksAt: number) {
  const rows = new Map<number, NewAuditEntry>();
  let calls = 0;
  const may = () => {
    calls += 1;
    if (breaksAt > 0 && calls >= breaksAt) throw new Error('the database is away');
  };
  return {
    rows: () => [...rows.values()],
    add: async (entry: NewAuditEntry) => (may(), void rows.set(calls, entry), calls),
    settle: async (id: number, entry: NewAuditEntry) => (may(), void rows.set(id, entry)),
    drop: async (id: number) => (may(), void rows.delete(id)),
  };
}

const user: Principal = { kind: 'user', userId: 5, login: 'ada', via: 'token' } as never;
const route: Route = {
  method: 'POST',
  path: '/v3/things',
  allow: ['user'],
  audit: 'thing.change',
  handle: async () => ({}),
};
const request = { method: 'POST', path: '/v3/things', ip: '10.0.0.1', principal: user };

type End = 'ends' | 'notes' | 'refuses' | 'fails' | 'dies';

/** As koa-app does it. Answers whether the change was made. */
async function run(audit: ReturnType<typeof keeper>, end: End): Promise<boolean> {
  const audited = createAudited({ audit, log: silentLogger }, route, request);
  let done = false;
  try {
    await audited.begin();
    if (end === 'refuses') throw new InputError('TURNPIKE_INPUT_INVALID');
    done = true;
    if (end === 'fails') throw new TurnpikeError('TURNPIKE_INTERNAL');
    if (end === 'dies') return done;
    if (end === 'notes') await audited.note({ target: 'thing/7', after: { a: 1 } });
    await audited.answered();
  } catch (error) {
    await audited.failed(error);
  }
  return done;
}

it('has each change that was made, wherever the process or the database stops (property)', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<End>('ends', 'notes', 'refuses', 'fails', 'dies'),
      fc.nat(3),
      async (end, breaksAt) => {
        const audit = keeper(breaksAt);
        const done = await run(audit, end);
        const [row, ...more] = audit.rows();
        expect(more).toEqual([]);
        if (done) expect(row).toMatchObject({ who: 'ada', action: 'thing.change' });
        if (breaksAt === 1) expect(done, 'nothing is done that no row can tell of').toBe(false);
        const outcomes = { ends: 'done', notes: 'done', fails: 'failed', dies: 'begun' } as const;
        if (breaksAt !== 0) return;
        expect(row?.outcome).toBe(end === 'refuses' ? undefined : outcomes[end]);
      },
    ),
    { numRuns: 100 },
  );
});

it('has a refusal that is worth a row, and none of reading or of what has no name', async () => {
  const audit = keeper(0);
  const audited = createAudited({ audit, log: silentLogger }, route, request);
  await audited.begin();
  await audited.note({ action: 'thing.refused' });
  await audited.failed(new InputError('TURNPIKE_INPUT_INVALID'));
  expect(audit.rows()).toMatchObject([{ action: 'thing.refused', outcome: 'done' }]);
  for (const [of, method] of [
    [route, 'GET'],
    [{ ...route, audit: false as const }, 'POST'],
  ] as const) {
    const silent = createAudited({ audit, log: silentLogger }, of, { ...request, method });
    await silent.begin();
    await silent.answered();
  }
  expect(audit.rows()).toHaveLength(1);
});
