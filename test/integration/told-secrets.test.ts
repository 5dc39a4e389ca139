/** A job's own shell tells what its secrets are, before anything can print them: whatever expression they are. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createScriptCompiler } from '@turnpike/plugin-build';
import { languages } from '@turnpike/plugin-languages';
import type { JobPayload } from '@turnpike/sdk';
import { createMasker, secretPatterns } from '@turnpike/sdk/masking';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { hearSecrets } from '../../plugins/worker/src/log/told-secrets.js';

const compiler = createScriptCompiler({ languages, addons: [], services: [], deploys: [] });
const home = mkdtempSync(join(tmpdir(), 'told-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const tell = 'turnpike-tells-00112233445566778899aabbccddeeff';

/** The log of a job with these settings as the worker passes it on. */
async function logOf(sources: readonly string[], script: readonly string[]): Promise<string> {
  const payload: JobPayload = {
    config: { language: 'generic', os: 'linux', git: { clone: false }, script },
    repository: { slug: 'acme/rocket' },
    job: { id: 1, number: '1.1', branch: 'main', commit: 'abc', secure_env_enabled: true },
    env_vars: sources.map((value, i) => ({ name: `S${i}`, value, public: false })),
  };
  const { bash } = await compiler.compile({ payload, env: { now: '2024-03-01T12:00:00Z', tell } });
  const output = execFileSync('bash', ['-c', bash], {
    env: { HOME: home, PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' },
  });
  const secrets = new Set<string>();
  const masker = createMasker(secretPatterns(secrets));
  const log: Uint8Array[] = [];
  const ears = hearSecrets(tell, {
    pass: (bytes) => void log.push(masker.push(bytes)),
    told(secret) {
      secrets.add(secret);
      masker.use(secretPatterns(secrets));
    },
  });
  ears.push(output);
  ears.end();
  return Buffer.concat([...log, masker.end()]).toString();
}

it('masks what bash made of any expression (property)', async () => {
  const text = fc.stringMatching(/^[a-z0-9]{3,5}Q7[a-z0-9]{3,5}$/);
  const expression = fc.oneof(
    text.map((one) => [`"${one} with space"`, one]),
    text.map((one) => [`'${one} $ quoted'`, one]),
    text.map((one) => [`${one.slice(0, 3)}"${one.slice(3)}"\\$\\$x`, one]),
    text.map((one) => [`$'${one}\\tafter\\'x'`, one]),
    text.map((one) => [
      `$(echo ${one.slice(0, 4)}; echo ${one.slice(4)} | tr -d ' ')`,
      one.slice(4),
    ]),
    text.map((one) => [`"\${NONE:-${one.toUpperCase()}}"`, one.toUpperCase()]),
    text.map((one) => [`'first-${one}\n${one}-second'`, one]),
    text.map((one) => [`"\${HOME##*/}-${one}"`, one]),
  ) as fc.Arbitrary<string[]> as unknown as fc.Arbitrary<readonly [string, string]>;
  await fc.assert(
    fc.asyncProperty(fc.array(expression, { minLength: 10, maxLength: 20 }), async (all) => {
      const printing = all.map(
        (_one, i) => `printf '<%s>\\n' "$S${i}"; set -x; : "$S${i}"; set +x`,
      );
      const log = await logOf(
        all.map(([source]) => source),
        printing,
      );
      expect(log).not.toContain(tell);
      expect(log).toContain('<[secure]>');
      for (const [, secret] of all) expect(log).not.toContain(secret);
    }),
    { numRuns: 3, endOnFailure: true },
  );
});
