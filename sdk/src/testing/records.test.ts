import { expect, it } from 'vitest';
import * as testing from './index.js';

const builders = Object.entries(testing).flatMap(([name, value]) =>
  /Record$/.test(name)
    ? [{ name, make: value as unknown as (patch?: object) => Record<string, unknown> }]
    : [],
);

it('has a builder of every record', () => {
  expect(builders.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'buildRecord',
      'commitRecord',
      'jobRecord',
      'requestRecord',
      'userRecord',
    ]),
  );
  expect(builders.length).toBeGreaterThan(14);
});

it.each(builders.map(({ name, make }) => [name, make] as const))(
  'is whole, and takes what the test names: %s',
  (_name, make) => {
    const record = make();
    // Null is a value; what is not said at all would be read as undefined by whoever gets the record.
    for (const value of Object.values(record)) expect(value).not.toBeUndefined();
    const [key = ''] = Object.keys(record);
    expect(make({ [key]: 'other' })[key]).toBe('other');
  },
);

it('has the ref of a request follow its branch', () => {
  expect(testing.requestRecord({ branch: 'topic' }).ref).toBe('refs/heads/topic');
  expect(testing.requestContext({ branch: 'topic' })).toMatchObject({
    request: { branch: 'topic' },
    repository: { slug: 'owner/repo' },
  });
});
