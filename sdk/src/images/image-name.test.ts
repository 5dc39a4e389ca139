import { describe, expect, it } from 'vitest';
import { isAllowedImage } from './allowed.js';
import { imageName, readImage } from './image-name.js';

const SHA256 = `sha256:${'a'.repeat(64)}`;
const SHA512 = `sha512:${'0'.repeat(128)}`;

describe('the name of an image', () => {
  it.each([
    ['ruby', 'docker.io/library/ruby:latest'],
    ['ruby:3.3', 'docker.io/library/ruby:3.3'],
    ['team/app', 'docker.io/team/app:latest'],
    ['index.docker.io/team/app', 'docker.io/team/app:latest'],
    ['docker.io/library/debian:12', 'docker.io/library/debian:12'],
    ['docker.io/debian:12', 'docker.io/library/debian:12'],
    ['registry.example.com/a/b/c:1', 'registry.example.com/a/b/c:1'],
    ['registry.example.com:5000/a', 'registry.example.com:5000/a:latest'],
    ['localhost/x', 'localhost/x:latest'],
    ['Registry/x', 'Registry/x:latest'],
    ['10.0.0.1:5000/x:y', '10.0.0.1:5000/x:y'],
    ['[::1]:5000/x:y', '[::1]:5000/x:y'],
    [`ruby@${SHA256}`, `docker.io/library/ruby@${SHA256}`],
    [`r.example.com/x:1@${SHA256}`, `r.example.com/x:1@${SHA256}`],
    [`x@${SHA512}`, `docker.io/library/x@${SHA512}`],
  ])('%s is %s', (text, whole) => {
    const image = readImage(text);
    expect(image && imageName(image)).toBe(whole);
  });

  it.each([
    ...['', 'Ruby', 'a b', 'ruby:', 'ruby:-x', 'x@sha256:1', '/x', 'x/', 'a//b', '../a', '-v'],
    ...['http://x/y', 'x:1:2', '$(id)', 'debian:12; rm -rf /', `a:${'x'.repeat(129)}`],
    // The id of an image, whoever has brought that.
    ...['f'.repeat(64), `x@md5:${'a'.repeat(32)}`, `x@sha512:${'a'.repeat(64)}`],
    ...[`x@${SHA256}@${SHA256}`, `r.example.com/${'a'.repeat(250)}`],
  ])('`%s` is none', (text) => expect(readImage(text)).toBeUndefined());

  it('comes from a mirror, if there is one for its registry', () => {
    const mirror = { 'docker.io': 'mirror.example.com/hub' };
    const through = (text: string) => imageName(readImage(text)!, mirror);
    expect(through('ruby:3')).toBe('mirror.example.com/hub/library/ruby:3');
    expect(through('quay.io/x')).toBe('quay.io/x:latest');
    expect(imageName(readImage('constructor/x')!, {})).toBe('docker.io/constructor/x:latest');
  });
});

describe('an allow list', () => {
  it.each([
    ['ruby', '*', true],
    ['r.example.com/x:1', '*', true],
    ['ruby:3', 'ruby', true],
    ['ruby:3', 'ruby:3', true],
    ['ruby:3', 'ruby:2', false],
    ['ruby', 'ruby:latest', true],
    ['ruby:3', 'ruby:*', true],
    ['ruby:3.2', 'ruby:3.*', true],
    ['ruby:2', 'ruby:3*', false],
    ['rubyx:3', 'ruby:*', false],
    ['ruby:3', 'docker.io/library/ruby:*', true],
    ['x.example.com/a', '*.example.com/a', true],
    ['x.example.org/a', '*.example.com/a', false],
    ['team/app', 'team/*', true],
    ['evil.com/team/app', 'team/*', false],
    ['ruby:3', 'no name', false],
    ['ruby:3', 'docker.io/library/*', true],
    ['evil/ruby', 'docker.io/library/*', false],
    ['evil/ruby', 'ruby', false],
    ['r.example.com/team/app:1', 'r.example.com/team/*', true],
    ['rxexample.com/team/app:1', 'r.example.com/team/*', false],
    ['other.com/r.example.com/team/app', 'r.example.com/team/*', false],
    ['r.example.com:5000/app:1', 'r.example.com:5000/app', true],
    ['r.example.com:5000/app:1', 'r.example.com:5000/app:2', false],
    ['rubyx', 'ruby', false],
    // A version of a language, as a job may write it.
    ['ruby:5000/evil/image', 'ruby', false],
    ['ruby:5000/evil/image', 'ruby:*', false],
    ['ruby:5000/evil/image', 'ruby*', false],
  ])('has %s by %s: %s', (image, pattern, expected) => {
    expect(isAllowedImage(readImage(image)!, [pattern])).toBe(expected);
  });
  it('that is empty has none', () => expect(isAllowedImage(readImage('ruby')!, [])).toBe(false));
});
