import { describe, expect, it } from 'vitest';
import { contextOf, shownBy } from '../shared/testing.js';
import { elixir } from './index.js';

describe('language elixir', () => {
  it('fetches hex and dependencies', () => {
    expect(shownBy(elixir, 'install')).toEqual(['mix local.hex --force', 'mix deps.get']);
  });

  it('fetches rebar too from 1.3 on', () => {
    expect(shownBy(elixir, 'install', { elixir: '1.10', otp_release: '22.0' })).toEqual([
      'mix local.rebar --force',
      'mix local.hex --force',
      'mix deps.get',
    ]);
  });

  it('moves to an OTP release that the version needs', () => {
    expect(elixir.cacheSlug?.(contextOf(elixir, { elixir: '1.8.1', otp_release: '18.3' }))).toEqual(
      ['--otp-20.0', '--elixir-1.8.1'],
    );
  });

  it('keeps an OTP release that fits', () => {
    expect(elixir.cacheSlug?.(contextOf(elixir, { elixir: '1.10', otp_release: '22.0' }))).toEqual([
      '--otp-22.0',
      '--elixir-1.10',
    ]);
  });
});
