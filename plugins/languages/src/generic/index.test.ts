import { describe, expect, it } from 'vitest';
import { shownBy } from '../shared/testing.js';
import { generic } from './index.js';

describe('language generic', () => {
  it('says which shell runs', () => {
    expect(shownBy(generic, 'announce')).toEqual(["bash -c 'echo $BASH_VERSION'"]);
  });

  it('has nothing to install', () => {
    expect(shownBy(generic, 'install')).toEqual([]);
  });

  it('has nothing to run', () => {
    expect(shownBy(generic, 'script')).toEqual([]);
  });
});
