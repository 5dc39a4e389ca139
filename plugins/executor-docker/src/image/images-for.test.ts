import { imageOf } from '@turnpike/sdk/platform';
import { describe, expect, it } from 'vitest';
import { Config } from '../config.js';
import { asksAlways, imagesFor } from './images-for.js';

const images = (more: object = {}) =>
  Config.parse({
    images: {
      credentials: {
        'closed.example:5000': { username: 'ci', password: 'one' },
        'open.example': { username: 'ci', password: 'two', forks: true },
      },
      ...more,
    },
  }).images;
const asked = (image: string, trust: 'full' | 'fork', more?: object) =>
  asksAlways(imageOf(image), imagesFor(images(more), trust));

describe('images of a job', () => {
  it('come with all credentials where the job is of the repository itself', () => {
    const { credentials, withheld } = imagesFor(images(), 'full');
    expect(Object.keys(credentials)).toEqual(['closed.example:5000', 'open.example']);
    expect(withheld).toEqual([]);
  });

  it('come with those that are meant for forks where it is of one', () => {
    const { credentials, withheld } = imagesFor(images(), 'fork');
    expect(Object.keys(credentials)).toEqual(['open.example']);
    expect(withheld).toEqual(['closed.example:5000']);
  });

  it('are asked for again by a fork where another job has brought them by credentials', () => {
    expect(asked('closed.example:5000/team/tools:1', 'fork')).toBe(true);
    expect(asked('closed.example:5000/team/tools:1', 'full')).toBe(false);
    expect(asked('open.example/team/tools:1', 'fork')).toBe(false);
    expect(asked('ruby:3.3', 'fork')).toBe(false);
  });

  it('are asked for again also where the registry stands in for another', () => {
    const mirror = { 'docker.io': 'closed.example:5000' };
    expect(asked('ruby:3.3', 'fork', { mirror })).toBe(true);
  });

  it('are never asked for where nothing is pulled, and always where that is set', () => {
    expect(asked('closed.example:5000/team/tools:1', 'fork', { pull: 'never' })).toBe(false);
    expect(asked('open.example/team/tools:1', 'full', { pull: 'always' })).toBe(true);
  });
});
