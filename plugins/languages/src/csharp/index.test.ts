import { describe, expect, it } from 'vitest';
import { contextOf, hiddenBy, shownBy } from '../shared/testing.js';
import { csharp } from './index.js';

describe('language csharp', () => {
  it('builds the solution with msbuild', () => {
    expect(shownBy(csharp, 'script', { solution: 'a b.sln' })).toEqual([
      'msbuild /p:Configuration=Release a\\ b.sln',
    ]);
  });

  it('uses xbuild before Mono 5', () => {
    expect(shownBy(csharp, 'script', { solution: 'a.sln', mono: '4.2.3' })).toEqual([
      'xbuild /p:Configuration=Release a.sln',
    ]);
  });

  it('restores packages', () => {
    expect(shownBy(csharp, 'install', { solution: 'a.sln' })).toEqual(['nuget restore a.sln']);
  });

  it('fails without solution and script', () => {
    expect(hiddenBy(csharp, 'script')).toEqual(['travis_run_after_failure', 'set -e', 'false']);
  });

  it('proposes the .NET image of the series', () => {
    expect(csharp.image?.(contextOf(csharp, { mono: 'none', dotnet: '8.0.100' }))).toBe(
      'mcr.microsoft.com/dotnet/sdk:8.0',
    );
  });
});
