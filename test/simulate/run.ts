/**
 * `npm run simulate [-- --share 1 --database postgres …]`: a day of pushes, or a part of it, on virtual time. A small
 * share overstates the whole day: its beginning and its idle end weigh more than theirs.
 * `npm run simulate -- --roles 5000`: so many builds through a process a role, and what each of them holds.
 * `npm run simulate -- --growth`: what a job costs with more workers, waiting jobs, builds, log bytes and browsers.
 * Prints tables to standard error and JSON to standard output, says which bar is missed, and stops by itself. Talks
 * to loopback only.
 */
import { parseArgs } from 'node:util';
import { hasPostgres } from '../support/postgres.js';
import { mosquitto } from '../support/services.js';
import { simulateDay } from './day.js';
import type { DatabaseName } from './platform.js';
import { measureGrowth } from './growth.js';
import { measureRoles, type RoleMemory } from './roles.js';
import { DISTRIBUTION } from './world.js';

const { values } = parseArgs({
  options: {
    database: { type: 'string', default: 'sqlite' },
    seed: { type: 'string', default: '1' },
    owners: { type: 'string', default: '1000' },
    workers: { type: 'string', default: '100' },
    slots: { type: 'string', default: '20' },
    'owner-limit': { type: 'string', default: '20' },
    jobs: { type: 'string', default: '305057' },
    share: { type: 'string', default: '0.01' },
    'log-bytes': { type: 'string', default: '2000' },
    roles: { type: 'string' },
    growth: { type: 'boolean', default: false },
  },
});

function numberOf(
  name: Exclude<keyof typeof values, 'database' | 'growth'>,
  least: number,
): number {
  const value = Number(values[name]);
  if (Number.isFinite(value) && value >= least) return value;
  throw new Error(`--${name} must be a number of at least ${least}, not ${values[name]}.`);
}

function databaseOf(name: string): DatabaseName {
  if (name === 'sqlite' || (name === 'postgres' && hasPostgres())) return name;
  throw new Error(`--database is sqlite or, where it is installed, postgres; not ${name}.`);
}

/** The record day of 2016 within an hour, and no more left behind of it than 6 MB. */
const MOST_MINUTES = 60;
const MOST_LEFT_BYTES = 20_000;
/** So few jobs say nothing of what stays. */
const TELLING_JOBS = 20_000;

function judge(
  { jobs, seconds, heapBytesPer1000Jobs }: Awaited<ReturnType<typeof simulateDay>>,
  share: number,
): readonly string[] {
  const complaints: string[] = [];
  if (share >= 1 && seconds >= MOST_MINUTES * 60)
    complaints.push(`the day took ${Math.round(seconds / 60)} of ${MOST_MINUTES} minutes`);
  if (jobs >= TELLING_JOBS && heapBytesPer1000Jobs > MOST_LEFT_BYTES)
    complaints.push(
      `1,000 jobs leave ${heapBytesPer1000Jobs} bytes behind, more than ${MOST_LEFT_BYTES}`,
    );
  return complaints;
}

/** The tolerance of "flat": a two-hundredth of what a process holds, which is what two collections differ by. */
const MOST_LEFT_IN_ROLE = 200_000;

function judgeRoles(roles: readonly RoleMemory[]): readonly string[] {
  return roles
    .filter(({ heapBytesPer1000Builds }) => heapBytesPer1000Builds > MOST_LEFT_IN_ROLE)
    .map(
      ({ role, heapBytesPer1000Builds }) =>
        `1,000 builds leave ${heapBytesPer1000Builds} bytes in ${role}, more than ${MOST_LEFT_IN_ROLE}`,
    );
}

const note = (words: string): void => console.error(words);

const print = (figures: object): void => console.log(JSON.stringify(figures, null, 2));

function tell(complaints: readonly string[], figures: object): void {
  for (const complaint of complaints) note(`MISSED ${complaint}`);
  if (complaints.length === 0) note('all bars are met');
  process.exitCode = complaints.length === 0 ? 0 : 1;
  print({ complaints, ...figures });
}

function dayOptions() {
  note(`seed ${values.seed}`);
  for (const [what, words] of Object.entries(DISTRIBUTION)) note(`  ${what}: ${words}`);
  return {
    database: databaseOf(values.database),
    seed: numberOf('seed', 0),
    owners: numberOf('owners', 1),
    workers: numberOf('workers', 1),
    slots: numberOf('slots', 1),
    ownerLimit: numberOf('owner-limit', 0),
    jobs: numberOf('jobs', 1),
    share: numberOf('share', 0.000001),
    logBytes: numberOf('log-bytes', 1),
    note,
  };
}

async function runDay(): Promise<void> {
  const options = dayOptions();
  const result = await simulateDay(options);
  const { memory: _memory, states: _states, ...figures } = result;
  for (const [name, value] of Object.entries(figures))
    note(`${name.padEnd(22)} ${typeof value === 'number' ? Number(value.toFixed(2)) : value}`);
  tell(judge(result, options.share), { options, distribution: DISTRIBUTION, result });
}

async function runGrowth(): Promise<void> {
  const options = dayOptions();
  const rows = await measureGrowth(options);
  print({ options, distribution: DISTRIBUTION, rows });
}

async function runRoles(builds: number): Promise<void> {
  if (!hasPostgres() || !mosquitto())
    throw new Error('--roles needs PostgreSQL and Mosquitto on this machine.');
  const roles = await measureRoles({ builds, note });
  for (const { role, heapBytesPer1000Builds, samples } of roles)
    note(
      `${role.padEnd(12)} ${Math.round((samples.at(-1)?.heapBytes ?? 0) / 1e6)} MB, ` +
        `${Math.round(heapBytesPer1000Builds / 1000)} kB for each 1,000 builds`,
    );
  tell(judgeRoles(roles), { builds, roles });
}

if (values.roles !== undefined) await runRoles(numberOf('roles', 1));
else await (values.growth ? runGrowth() : runDay());
