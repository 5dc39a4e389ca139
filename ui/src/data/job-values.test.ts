import { describe, expect, it } from 'vitest';
import { jobValues } from './job-values.js';

const texts = (config: object, siblings: object[]): string[] =>
  jobValues(config as never, siblings as never).map(({ text }) => text);

describe('jobValues', () => {
  const job = (node_js: string, DB: string, os = 'linux'): object => ({
    language: 'node_js',
    os,
    node_js,
    env: [{ DB }, { CI_ALL: 'x' }],
    script: 'npm test',
  });

  it('shows what differs, versions first, variables last', () => {
    const jobs = [job('20', 'a'), job('22', 'a'), job('20', 'b')];
    expect(texts(job('20', 'a'), jobs)).toEqual(['node_js 20', 'DB=a']);
  });

  it('shows systems by their name', () => {
    const jobs = [job('20', 'a'), job('20', 'a', 'osx')];
    expect(texts(job('20', 'a', 'osx'), jobs)).toEqual(['osx']);
  });

  it('shows language, version and variables of a job alone', () => {
    expect(texts(job('20', 'a'), [])).toEqual(['node_js 20', 'DB=a', 'CI_ALL=x']);
    expect(texts({}, [])).toEqual([]);
  });

  it('never shows a secret', () => {
    const jobs = [{ env: [{ secure: 'abc=' }, { K: { secure: 'x' } }] }, { env: [] }];
    expect(texts(jobs[0] as object, jobs)).toEqual(['[secure]', 'K=[secure]']);
  });
});
