/** Small projects, built with real tools: pushed to a whole platform, and by `turnpike run`. */
import { testPlatform, type TestPlatform } from '@turnpike/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localRunPlace } from '../support/local-run.js';
import { lackingTools } from '../support/tools.js';
import { SAMPLES, WHOLE, type Sample } from './builds/samples.js';

const slow = { timeout: 300_000 } as const;
const BUILD_SECONDS = 200;
let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ config: { worker: { executor: 'local' } } });
}, 300_000);
afterAll(() => platform.stop());

/** With `CI` set nothing is skipped: what is missing fails the test, by the names of its packages. */
function each(samples: readonly Sample[], build: (sample: Sample) => Promise<void>): void {
  for (const sample of samples) {
    const missing = lackingTools(sample);
    const title = missing.length > 0 ? `${sample.name} (needs ${missing.join(', ')})` : sample.name;
    it.skipIf(missing.length > 0 && !process.env['CI'])(title, slow, async () => {
      expect(missing, 'Debian packages that this machine lacks').toEqual([]);
      await build(sample);
    });
  }
}

/** Colours lie between a mark and its command; line ends are a terminal's. */
function plain(log: string): string {
  // eslint-disable-next-line no-control-regex
  return log.replace(/\u001b\[[\d;]*[mK]/g, '').replaceAll('\r\n', '\n');
}

function expectShown({ shows }: Sample, log: string): void {
  for (const words of shows) expect(plain(log)).toContain(words);
}

describe('pushed to the platform', () => {
  each(SAMPLES, async (sample) => {
    const project = await platform.project({ ...sample.files }, { seconds: BUILD_SECONDS });
    const log = await project.logs(project.first);
    expect(project.first.state, log).toBe('passed');
    expectShown(sample, log);
  });

  each([WHOLE], async (sample) => {
    const project = await platform.project({ ...sample.files }, { seconds: BUILD_SECONDS });
    const log = await project.logs(project.first);
    expect(project.first.state, log).toBe('passed');
    expect(log).toContain('nothing kept');
    expectShown(sample, log);
    const again = await project.logs(await project.build({}, BUILD_SECONDS));
    expect(again).toContain('was kept');
  });
});

describe('by turnpike run', () => {
  each(SAMPLES, async (sample) => {
    const place = localRunPlace(sample.files);
    try {
      const { code, out } = await place.run();
      expect(code, out).toBe(0);
      expectShown(sample, out);
    } finally {
      place.remove();
    }
  });

  each([WHOLE], async (sample) => {
    const place = localRunPlace(sample.files);
    try {
      const first = await place.run('--deploy');
      expect(first.code, first.out).toBe(0);
      expect(first.out).toContain('nothing kept');
      expectShown(sample, first.out);
      expect((await place.run('--deploy')).out).toContain('was kept');
    } finally {
      place.remove();
    }
  });
});
