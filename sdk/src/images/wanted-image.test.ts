import { describe, expect, it } from 'vitest';
import { imageName } from './image-name.js';
import { wantedImage } from './wanted-image.js';

const rules = { default: 'r.example.com/base', allow: ['ruby'] };
const of = (wanted: string | undefined, given: Parameters<typeof wantedImage>[1] = rules) =>
  imageName(wantedImage(wanted, given, 'executor-x.images'));

describe('the image of a job', () => {
  it('is what was asked for, else the default, which need not be allowed', () => {
    expect(of('ruby:3')).toBe('docker.io/library/ruby:3');
    expect(of(undefined)).toBe('r.example.com/base:latest');
  });

  it.each([
    ['No Image', rules, /`No Image` is no name of an image/],
    ['evil:1', rules, /docker.io\/library\/evil:1 may not be used.*Allowed are: ruby \(/],
    ['ruby', { allow: [] }, /Allowed are: none \(`executor-x.images.allow`\)/],
    [undefined, { allow: ['*'] }, /executor-x.images.default/],
    // What a language makes of the version that a job names.
    ['ruby:5000/evil', rules, /ruby:5000\/evil:latest may not be used/],
  ])('cannot be %s', (wanted, given, words) => {
    const refused = { blame: 'user', message: expect.stringMatching(words) as string };
    expect(() => of(wanted, given)).toThrow(expect.objectContaining(refused));
  });
});
