import { describe, expect, it } from 'vitest';
import { contextOf, hiddenBy, shownBy } from '../shared/testing.js';
import { go } from './index.js';

describe('language go', () => {
  it('hands the build arguments over as one word', () => {
    expect(shownBy(go, 'script', { gobuild_args: '-v -race' })).toEqual([
      'travis_script_go -v\\ -race',
    ]);
  });

  it('fetches dependencies', () => {
    expect(shownBy(go, 'install', { go: '1.22' })).toEqual([
      'travis_install_go_dependencies 1.22 -v',
    ]);
  });

  it('exports the import path', () => {
    expect(shownBy(go, 'beforeExport', { go_import_path: 'example.org/x' })).toEqual([
      'travis_export_go 1.11.x example.org/x',
    ]);
  });

  it('asks for a series', () => {
    expect(hiddenBy(go, 'setup', { go: '1.22.x' })).toEqual(
      expect.arrayContaining([
        'travis_use Go 1.22 go\\ version gotoolchain:go mise:go asdf:golang goenv:go',
        'travis_setup_go',
      ]),
    );
  });

  it('proposes the image of the series', () => {
    expect(go.image?.(contextOf(go, { go: '1.22.x' }))).toBe('golang:1.22');
  });
});
