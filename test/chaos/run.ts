/** `npm run chaos`: what it does is in `options.ts`. */
import { hasOwnPostgres } from '../support/postgres.js';
import { mosquitto } from '../support/services.js';
import { whyNotHere } from './executors.js';
import { HELP, parseOptions } from './options.js';
import { play, type Outcome } from './play.js';

const listed = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([key, count]) => `${key} ${count}`)
    .join(', ');

function report(outcome: Outcome): void {
  const { kills } = outcome;
  console.log(
    `  ${outcome.builds} builds, ${outcome.jobs} jobs, ${outcome.runs} runs of their scripts, in ${outcome.seconds} s`,
  );
  console.log(`  killed: ${listed(kills.byVictim)}`);
  console.log(`  while jobs were: ${listed(kills.byState)}`);
  if (outcome.faults.size > 0) console.log(`  faults: ${listed(outcome.faults)}`);
  console.log(`  deliveries: ${outcome.late} late, ${outcome.doubled} doubled`);
  console.log(`  right after: ${listed(kills.byMoment)}`);
  console.log(
    `  ended as their script decides: ${outcome.asDecided}; errored by the reset limit: ${outcome.resetLimit}`,
  );
  for (const complaint of outcome.complaints) console.log(`  WRONG ${complaint}`);
  console.log(
    outcome.complaints.length === 0
      ? '  all is as it should be'
      : `  ${outcome.complaints.length} complaints`,
  );
}

const plain = (outcome: Outcome): unknown => ({
  ...outcome,
  faults: Object.fromEntries(outcome.faults),
  kills: Object.fromEntries(
    Object.entries(outcome.kills).map(([key, counts]) => [
      key,
      Object.fromEntries(counts as Map<string, number>),
    ]),
  ),
});

const options = parseOptions(process.argv.slice(2));
if (options === 'help') {
  console.log(HELP);
} else {
  const results: unknown[] = [];
  let wrong = 0;
  for (const { shape, variant } of options.rounds) {
    if (shape === 'split' && (!mosquitto() || !hasOwnPostgres())) {
      console.log(`${shape}, ${variant}: skipped, PostgreSQL or Mosquitto is not installed`);
      continue;
    }
    const why = whyNotHere(options.executor);
    if (why !== undefined) {
      console.log(`${shape}, ${variant}: skipped, ${options.executor}: ${why}`);
      continue;
    }
    console.log(
      `${shape}, ${variant}, ${options.executor}: ${options.builds} builds, seed ${options.seed}`,
    );
    const outcome = await play({ ...options, shape, variant }, (text) => console.log(text));
    report(outcome);
    wrong += outcome.complaints.length;
    results.push({
      shape,
      variant,
      executor: options.executor,
      seed: options.seed,
      ...(plain(outcome) as object),
    });
  }
  console.log(JSON.stringify({ rounds: results }));
  process.exitCode = wrong === 0 ? 0 : 1;
}
