import { describe, expect, it } from 'vitest';
import { createNoticePace } from './notice-pace.js';
import { createTopicIndex } from './topic-index.js';

describe('the index of topics', () => {
  it('finds each listener once, with its own topics', () => {
    const index = createTopicIndex<string>();
    index.add('repos', 'ada');
    index.add('build:7', 'ada');
    index.add('build:7', 'grace');
    index.add('build:8', 'eve');
    expect([...index.listeners(['build:7', 'repos', 'job:1'])]).toEqual([
      ['ada', ['build:7', 'repos']],
      ['grace', ['build:7']],
    ]);
    index.remove('build:7', 'ada');
    index.remove('build:8', 'eve');
    index.remove('build:9', 'nobody');
    expect([...index.listeners(['build:7'])]).toEqual([['grace', ['build:7']]]);
    expect([...index.topics()]).toEqual(['repos', 'build:7']);
  });
});

describe('log notices', () => {
  it('are relayed once a second for each run, and always at the seal', () => {
    let now = 0;
    const pace = createNoticePace(() => now);
    const notice = (run: number, sealed = false) =>
      pace.take({ repositoryId: 1, jobId: 1, run, end: 1, sealed });
    expect([notice(1), notice(1), notice(2)]).toEqual([true, false, true]);
    now = 999;
    expect([notice(1), notice(1, true)]).toEqual([false, true]);
    now = 1_000;
    expect(notice(2)).toBe(true);
  });
});
