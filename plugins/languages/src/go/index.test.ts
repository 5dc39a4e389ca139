import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contextOf, hiddenBy, shownBy } from '../shared/testing.js';
import { installGo } from './functions.js';
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

  it.each([
    ['go1.21', '1.21'],
    ['go1.x', '1.x'],
    ['gotip', 'tip'],
    ['go1', 'go1'],
    ['1.22.x', '1.22.x'],
  ])('takes the prefix off %s everywhere', (given, version) => {
    expect(shownBy(go, 'install', { go: given })).toEqual([
      `travis_install_go_dependencies ${version} -v`,
    ]);
    expect(shownBy(go, 'beforeExport', { go: given })[0]).toContain(`travis_export_go ${version} `);
    expect(go.cacheSlug?.(contextOf(go, { go: given }))).toEqual([`--go-${version}`]);
  });

  it.each([
    ['with what it holds', 'mkdir -p Godeps/_workspace/src', ['go get -v -t ./...']],
    ['restored', 'true', ['godep restore', 'go get -v -t ./...']],
    ['beside a makefile', 'touch Makefile', ['godep restore', 'Makefile detected']],
    ['that cannot be restored', 'godep() { echo godep failed; return 4; }', ['godep failed']],
  ])('goes on after a Godeps workspace %s', (_kind, prepare, said) => {
    const folder = mkdtempSync(join(tmpdir(), 'turnpike-godeps-'));
    const script = `cd ${folder}; mkdir Godeps; touch Godeps/Godeps.json
go() { echo "go $*"; }; godep() { echo "godep $*"; }; travis_retry() { "$@"; }
${installGo}
${prepare}; travis_install_go_dependencies 1.21 -v`;
    const { stdout } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(stdout.trim().split('\n')).toEqual(said);
  });
});
