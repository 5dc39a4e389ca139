import type { JobConfig } from '@turnpike/sdk';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnvFile, type GivenValues } from '../env-file.js';
import { chooseJobs } from './choose-jobs.js';
import { dropLacking, fillGiven } from './encrypted.js';
import { jobLabel } from './job-label.js';

const offers = { os: ['linux'], arch: ['amd64'] };
const secure = { secure: 'YWJj' };
const given = (variables: object, byPath: object): GivenValues => ({
  variables: new Map(Object.entries(variables)),
  byPath: new Map(Object.entries(byPath)),
});

describe('the jobs that run', () => {
  const jobs: readonly JobConfig[] = [{ name: 'one' }, { os: 'osx' }, { name: '3' }, { name: '2' }];
  const places = (wanted?: string): readonly number[] =>
    chooseJobs(jobs, wanted, offers).jobs.map(({ place }) => place);

  it('are all that fit the machine, or those of a number or name', () => {
    expect(places()).toEqual([1, 3, 4]);
    expect(chooseJobs(jobs, undefined, offers).notes).toEqual([
      'Job 2 is left out: it needs os osx.',
    ]);
    expect(places('one')).toEqual([1]);
    expect(places('7.3')).toEqual([3]);
  });

  it('are told where there is none of that name, or the machine does not fit', () => {
    expect(chooseJobs(jobs, 'four', offers).problem).toContain('  1 one\n  2\n');
    const other = { os: ['windows'], arch: ['amd64'] };
    expect(chooseJobs([{}], undefined, other).problem).toContain('needs os linux');
    expect(chooseJobs([], undefined, other)).toEqual({ jobs: [], notes: [] });
  });

  it('are called by what tells them apart', () => {
    expect(jobLabel({ language: 'python', python: '3.12', env: [{ DB: 'x' }, secure] })).toBe(
      'python 3.12, DB=x',
    );
    expect(jobLabel({ name: 'lint', python: '3.12' })).toBe('lint');
  });
});

describe('encrypted values', () => {
  const job: JobConfig = {
    env: [{ A: '1', B: secure }, secure, { C: secure }],
    addons: { apt: ['x'], sonarcloud: { token: secure } },
    deploy: [{ provider: 'npm', api_key: secure }],
  };

  it('are left out and named where nobody gave them', () => {
    const { job: kept, lacking } = dropLacking(job, given({ C: 'c' }, { 'deploy.api_key': 'k' }));
    expect(lacking).toEqual(['env.B', 'env', 'addons.sonarcloud.token']);
    expect(kept).toEqual({
      env: [{ A: '1' }],
      addons: { apt: ['x'], sonarcloud: {} },
      deploy: [{ provider: 'npm', api_key: secure }],
    });
  });

  it('are filled in where they were given', () => {
    const stored = { env: ['A=1'], deploy: [{ provider: 'npm', api_key: secure }] };
    const opened = { env: ['A=1'], deploy: [{ provider: 'npm', api_key: '?' }], more: 1 };
    expect(fillGiven(opened, stored, given({}, { 'deploy.api_key': 'k' }))).toEqual({
      env: ['A=1'],
      deploy: [{ provider: 'npm', api_key: 'k' }],
      more: 1,
    });
  });
});

describe('a file of variables', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'turnpike-env-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  async function read(text: string): Promise<GivenValues> {
    const file = join(folder, '.env');
    writeFileSync(file, text);
    return readEnvFile(file);
  }

  it('has variables, quoted or not, and paths of encrypted values', async () => {
    const text = `# a comment\nA=1\nexport B="two\nlines"\nC='$(no command)'\ndeploy.api_key=k\n`;
    const { variables, byPath } = await read(text);
    expect([...variables]).toEqual([
      ['A', '1'],
      ['B', 'two\nlines'],
      ['C', '$(no command)'],
    ]);
    expect([...byPath]).toEqual([['deploy.api_key', 'k']]);
  });

  it('is refused where a line names nothing, or it is not there', async () => {
    await expect(read('a-b=1\n')).rejects.toMatchObject({ code: 'TURNPIKE_INPUT_INVALID' });
    await expect(readEnvFile(join(folder, 'none'))).rejects.toMatchObject({
      code: 'TURNPIKE_INPUT_INVALID',
    });
  });
});
