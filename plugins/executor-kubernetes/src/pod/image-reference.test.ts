import { describe, expect, it } from 'vitest';
import { imageName, isAllowed, parseImage } from './image-reference.js';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('the name of an image', () => {
  it.each([
    ['ruby', 'docker.io/library/ruby'],
    ['ruby:3.3', 'docker.io/library/ruby:3.3'],
    ['team/app', 'docker.io/team/app'],
    ['index.docker.io/team/app', 'docker.io/team/app'],
    ['registry.example.com/a/b/c:1', 'registry.example.com/a/b/c:1'],
    ['localhost/x', 'localhost/x'],
    ['10.0.0.1:5000/x:y', '10.0.0.1:5000/x:y'],
    [`ruby@${DIGEST}`, `docker.io/library/ruby@${DIGEST}`],
    [`r.example.com/x:1@${DIGEST}`, `r.example.com/x:1@${DIGEST}`],
  ])('%s is %s', (text, whole) => {
    const image = parseImage(text);
    expect(image && imageName(image)).toBe(whole);
  });
  it.each([
    '',
    'Ruby',
    'a b',
    'ruby:',
    'ruby:-x',
    'x@sha256:1',
    '/x',
    'x/',
    'http://x/y',
    'a//b',
    'x:1:2',
    '$(id)',
  ])('`%s` is none', (text) => {
    expect(parseImage(text)).toBeUndefined();
  });
});

it('comes from a mirror, if there is one for its registry', () => {
  const mirror = { 'docker.io': 'mirror.example.com/hub' };
  expect(imageName(parseImage('ruby:3')!, mirror)).toBe('mirror.example.com/hub/library/ruby:3');
  expect(imageName(parseImage('quay.io/x')!, mirror)).toBe('quay.io/x');
});

describe('an allow list', () => {
  const allows = (image: string, ...patterns: readonly string[]): boolean =>
    isAllowed(parseImage(image)!, patterns);
  it('that is empty allows all', () => expect(allows('ruby')).toBe(true));
  it.each([
    ['ruby:3', 'ruby', true],
    ['ruby:3', 'ruby:3', true],
    ['ruby:3', 'ruby:2', false],
    ['ruby:3', 'docker.io/library/*', true],
    ['evil/ruby', 'docker.io/library/*', false],
    ['r.example.com/team/app:1', 'r.example.com/team/*', true],
    ['rxexample.com/team/app:1', 'r.example.com/team/*', false],
    ['other.com/r.example.com/team/app', 'r.example.com/team/*', false],
    ['docker.io/library/rubyx', 'ruby', false],
  ])('has %s by %s: %s', (image, pattern, expected) => {
    expect(allows(image, pattern)).toBe(expected);
  });
});
