/** Logs in the worker's own form: folds, timings, colours, carriage returns. */
const CLEAR = '\r\u001b[0K';
const NANOS = 1_000_000n;

export interface LogPart {
  readonly text: string;
  /** Pause before it, while the job runs. */
  readonly waitMs: number;
}

let timers = 1;
function timed(command: string, output: string, ms: number, event = ''): string {
  const id = (timers++ * 2654435761).toString(16).slice(-8).padStart(8, '0');
  const start = BigInt(Date.now()) * NANOS;
  const end = start + BigInt(ms) * NANOS;
  const body = `$ ${command}\r\n${output}`;
  const times = `start=${start},finish=${end},duration=${BigInt(ms) * NANOS},event=${event}`;
  return `travis_time:start:${id}${CLEAR}${body}travis_time:end:${id}:${times}${CLEAR}`;
}

function fold(name: string, body: string): string {
  return `travis_fold:start:${name}${CLEAR}${body}travis_fold:end:${name}${CLEAR}`;
}

const lines = (...texts: string[]): string => texts.map((text) => `${text}\r\n`).join('');
const green = (text: string): string => `\u001b[32;1m${text}\u001b[0m`;
const red = (text: string): string => `\u001b[31;1m${text}\u001b[0m`;
const yellow = (text: string): string => `\u001b[33;1m${text}\u001b[0m`;
const rgb = (r: number, g: number, b: number, text: string): string =>
  `\u001b[38;2;${r};${g};${b}m${text}\u001b[0m`;

function testLine(number: number, ok: boolean): string {
  const mark = ok ? `\u001b[32m✓\u001b[39m` : `\u001b[31m✗\u001b[39m`;
  return `  ${mark} \u001b[90mscheduler #${number}\u001b[39m gives every owner a turn \u001b[2m(${(number * 7) % 90} ms)\u001b[22m`;
}

export function logOf(failed: boolean, long = 0): LogPart[] {
  const rainbow = Array.from({ length: 48 }, (_none, at) => {
    const angle = (at / 48) * Math.PI * 2;
    const channel = (turn: number): number => Math.round(128 + 127 * Math.sin(angle + turn));
    return rgb(channel(0), channel(2.1), channel(4.2), '█');
  }).join('');
  const palette = Array.from({ length: 36 }, (_n, at) => `\u001b[48;5;${16 + at * 6}m  `).join('');
  const progress = [10, 35, 60, 85, 100]
    .map((p) => `\r Downloading ${'#'.repeat(p / 5).padEnd(20, '.')} ${p}%`)
    .join('');
  const parts: LogPart[] = [
    {
      waitMs: 300,
      text: fold(
        'worker_info',
        lines(
          yellow('Worker information'),
          'hostname: builder-1',
          'version: 0.1.0',
          'instance: turnpike-job-7-1 (local)',
          'startup: 214ms',
        ),
      ),
    },
    {
      waitMs: 500,
      text: fold(
        'git.checkout',
        timed(
          'git clone --depth=50 --branch=main https://example.org/acme/widgets.git acme/widgets',
          lines(
            "Cloning into 'acme/widgets'...",
            'remote: Enumerating objects: 1204, done.',
            'Receiving objects: 100% (1204/1204), 1.21 MiB, done.',
          ),
          1412,
        ) +
          timed('cd acme/widgets', '', 0) +
          timed('git checkout -qf 4f2a91c0d3', '', 42),
      ),
    },
    {
      waitMs: 700,
      text: fold(
        'install.npm',
        timed(
          'npm ci',
          `${progress}\r\n` +
            lines('', 'added 214 packages in 3s', yellow('3 packages are looking for funding')),
          3480,
          'install',
        ),
      ),
    },
    {
      waitMs: 400,
      text:
        lines(rainbow, `${palette}\u001b[0m`, '') +
        `travis_time:start:0badc0de${CLEAR}` +
        lines('$ npm test', '', '> widgets@2.4.0 test', '> vitest run', ''),
    },
    ...Array.from({ length: 12 }, (_none, at) => ({
      waitMs: 250,
      text: lines(
        ...Array.from({ length: 4 }, (_n, line) =>
          testLine(at * 4 + line, !(failed && at === 7 && line === 2)),
        ),
      ),
    })),
  ];
  if (long > 0)
    parts.push({
      waitMs: 10,
      text: Array.from(
        { length: long },
        (_none, at) =>
          `[${String(at).padStart(7, '0')}] \u001b[36mdebug\u001b[0m step ${at % 97} of the pipeline, value ${(at * 31) % 1009}\r\n`,
      ).join(''),
    });
  const verdict = failed
    ? lines(
        '',
        red(' FAIL '),
        `${red('AssertionError')}: expected 2 to equal 3`,
        '    at turn (src/turn.ts:41:7)',
        '',
      )
    : lines('', green('48 passed'), '');
  const code = failed ? 1 : 0;
  const nanos = BigInt(Date.now()) * NANOS;
  parts.push({
    waitMs: 300,
    text:
      verdict +
      `travis_time:end:0badc0de:start=${nanos},finish=${nanos + 8_210_000_000n},duration=8210000000,event=script${CLEAR}` +
      lines(
        (failed ? red : green)(`The command "npm test" exited with ${code}.`),
        '',
        `Done. Your build exited with ${code}.`,
      ),
  });
  return parts;
}
