import { describe, expect, it } from 'vitest';
import { hiddenBy, shownBy } from '../shared/testing.js';
import { erlang } from './index.js';

describe('language erlang', () => {
  it("prefers the repository's own rebar", () => {
    expect(shownBy(erlang, 'install')).toEqual(['./rebar get-deps', 'rebar get-deps']);
  });

  it('tests with rebar3 where there is one', () => {
    expect(shownBy(erlang, 'script')).toEqual([
      './rebar compile && ./rebar skip_deps=true eunit',
      'rebar3 eunit',
      'rebar compile && rebar skip_deps=true eunit',
      'make test',
    ]);
  });

  it('asks the machine for the major release', () => {
    const [asked] = hiddenBy(erlang, 'setup', { otp_release: '24.0' });
    expect(asked).toMatch(
      /^travis_use Erlang\/OTP 24\.0 erl\\ .* kerl:erlang mise:erlang asdf:erlang$/,
    );
  });

  it('does not insist on the default release', () => {
    expect(hiddenBy(erlang, 'setup')).toEqual([]);
  });
});
