import { expect, it } from 'vitest';
import { coreConfig } from '../contracts/config.js';
import { addressChecks } from './address-checks.js';

const said = (values: object): string[] =>
  addressChecks(coreConfig.parse(values)).map(({ name, message }) => `${name}: ${message}`);

it('says nothing of a server of this machine alone, or behind a proxy that it knows', () => {
  expect(said({})).toEqual([]);
  expect(said({ http: { host: 'localhost', port: 4000 } })).toEqual([]);
  expect(said({ publicUrl: 'http://127.0.0.1:3030' })).toEqual([]);
  const http = { trustProxy: ['loopback'] };
  expect(said({ publicUrl: 'https://ci.example.com', http })).toEqual([]);
});

it.each(['0.0.0.0', '::', '10.1.2.3', 'ci.internal'])('warns of plain HTTP on %s', (host) => {
  expect(said({ http: { host } }).join()).toMatch(
    /address: plain HTTP on .*can be read on the way/,
  );
  const inFront = { publicUrl: 'https://ci.example.com', http: { host, trustProxy: ['10.0.0.1'] } };
  expect(said(inFront).join()).toMatch(/plain HTTP on .*beside the proxy/);
});

it('warns of public addresses that cannot be right', () => {
  expect(said({ publicUrl: 'http://localhost:8080' }).join()).toContain('listens on port 3030');
  expect(said({ http: { host: '0.0.0.0' } }).join()).toContain('public address: is not set');
});

it('warns of a proxy that is not trusted', () => {
  expect(said({ publicUrl: 'https://ci.example.com' }).join()).toMatch(/proxy: .*trustProxy/);
});
