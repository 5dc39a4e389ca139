import { describe, expect, it } from 'vitest';
import { apiPaths, askedVersion, isVersioned } from './api-version.js';

describe('the version that a client names', () => {
  it.each([
    [{ 'travis-api-version': '3' }, 3],
    [{ 'travis-api-version': ' 2 ' }, 2],
    [{ accept: 'application/vnd.travis-ci.2+json' }, 2],
    [{ accept: 'application/vnd.travis-ci.3+json, */*' }, 3],
    [{ accept: 'application/json; chunked=true; version=2, application/json; version=2' }, 2],
    [{ accept: 'application/json; version=2' }, 2],
    [{ accept: 'text/html, */*' }, undefined],
    [{ accept: 'application/vnd.travis-ci.22+json' }, undefined],
    [{ 'travis-api-version': '4' }, undefined],
    [{}, undefined],
  ] as const)('of %j is %s', (headers, version) => {
    expect(askedVersion(headers)).toBe(version);
  });
});

describe('the paths that are meant', () => {
  it('are those of the version, without a slash at the end', () => {
    const v2 = { accept: 'application/vnd.travis-ci.2+json' };
    expect(apiPaths('/repos/', v2)).toEqual({ versioned: ['/v2/repos'] });
    expect(apiPaths('/', v2)).toEqual({ versioned: ['/v2'] });
    const v3 = { 'travis-api-version': '3' };
    expect(apiPaths('/repo/1', v3)).toEqual({ versioned: ['/v3/repo/1', '/v2/repo/1'] });
    expect(apiPaths('/v3/repo/1', v3)).toEqual({ versioned: ['/v3/repo/1'] });
  });

  it('may name the kind of host, as Travis has it', () => {
    const of = (path: string) => apiPaths(path, { 'travis-api-version': '3' }).versioned;
    expect(of('/repo/github/ada%2Fengine')).toContain('/v3/repo/ada%2Fengine');
    expect(of('/v3/repo/github/ada%2fengine/builds')).toContain('/v3/repo/ada%2fengine/builds');
    expect(of('/owner/github/ada')).toContain('/v3/owner/ada');
    expect(of('/owner/github/repos')[0]).toBe('/v3/owner/github/repos');
    expect(of('/repo/1/builds')).toEqual(['/v3/repo/1/builds', '/v2/repo/1/builds']);
  });

  it('are none but the own one without a version', () => {
    expect(apiPaths('/ada/engine', {})).toEqual({ versioned: [] });
    expect(apiPaths('/apis', {})).toEqual({ versioned: [] });
  });

  it('are those of version 2 below /api, but for a browser that looks for a page', () => {
    expect(apiPaths('/api', {})).toEqual({ bare: '/', versioned: ['/v2'] });
    expect(apiPaths('/api/repos/1', {})).toEqual({ bare: '/repos/1', versioned: ['/v2/repos/1'] });
    expect(apiPaths('/api/v3/repos', {}).versioned).toEqual(['/v3/repos']);
    const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
    expect(apiPaths('/api/engine', html)).toEqual({ versioned: [] });
  });

  it('tell routes of a version from pages', () => {
    expect(['/v3/repo/:id', '/v2', '/:rest(.*)', '/v30'].map(isVersioned)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
