import type { Style, Screen } from './screen.js';

/** One job as the table and `--json` tell of it. */
export interface JobResult {
  readonly number: string;
  readonly name: string;
  readonly stage: string | null;
  readonly state: string;
  readonly allowFailure: boolean;
  readonly seconds: number | null;
  readonly reason: string | null;
}

const STYLES: Readonly<Record<string, Style>> = {
  passed: 'green',
  failed: 'red',
  errored: 'red',
  canceled: 'gray',
};

export function printSummary(
  screen: Screen,
  state: string,
  seconds: number,
  jobs: readonly JobResult[],
): void {
  const rows = jobs.map((job) => [
    job.number,
    job.state,
    job.seconds === null ? '' : `${job.seconds.toFixed(1)} s`,
    job.stage ?? '',
    [job.name, job.allowFailure ? '(may fail)' : '', job.reason ?? ''].filter(Boolean).join('  '),
  ]);
  const widths = [0, 1, 2, 3].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  screen.line('');
  for (const row of rows) {
    const cells = row.map((cell, at) => {
      const wide = at === 2 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0);
      return at === 1 ? paintState(screen, cell, wide) : wide;
    });
    screen.line(`  ${cells.join('  ')}`.trimEnd());
  }
  screen.line('');
  screen.line(`${paintState(screen, state, state)} after ${seconds.toFixed(1)} s`);
}

function paintState(screen: Screen, state: string, text: string): string {
  const style = STYLES[state];
  return style ? screen.paint(style, text) : text;
}
