import { describe, expect, it } from 'vitest';
import { maskText } from './masker.js';
import { secretPatterns } from './secret-patterns.js';

const run = (secret: string, text: string): string => maskText(secretPatterns([secret]), text);

const kubeconfig = `apiVersion: v1
kind: Config
clusters:
- cluster:
    certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t
    server: https://10.0.0.1:6443
  name: kubernetes
contexts:
- context:
    cluster: kubernetes
    user: admin
current-context: admin
preferences: {}
users:
- name: admin
  user:
    password: hunter2
    token: eyJhbGciOiJSUzI1NiIsImtpZCI6Ii
`;
const dockerConfig = JSON.stringify(
  { auths: { 'registry.example.com': { auth: 'dXNlcjpodW50ZXIy', email: 'me@example.com' } } },
  null,
  2,
);
const pem = `-----BEGIN RSA PRIVATE KEY-----
MIIEowIBAAKCAQEAx4UbaDzY5xjW6hc9jwN0mX33XpTDVW
q7Bz
-----END RSA PRIVATE KEY-----
`;

describe('lines of a secret', () => {
  it.each([
    [
      'a kubeconfig',
      kubeconfig,
      'apiVersion: v1\nkind: Config\nusers:\npreferences: {}\n  name: kubernetes\n',
    ],
    ['pretty JSON', dockerConfig, '{\n  "name": "x",\n  "auths": {\n  }\n}\n  },\n'],
    ['a key', pem, '-----BEGIN RSA PRIVATE KEY-----\n-----END RSA PRIVATE KEY-----\n'],
    ['Erlang', '{\n"foo": [\n"bar"\n]\n}', 'GET /api?q=%7B%22a%22%3A%5B1%5D%7D foo bar'],
    [
      'settings',
      '[default]\nregion = us-east-1\noutput = json\ndebug=true\nport=80\n',
      'port=80\n[default]\nregion = us-east-1\noutput = json\ndebug=true',
    ],
    ['nothing but a frame', '{}', 'a={} b=%7B%7D c=e30= d=e30'],
  ])('of %s that stand in every log are not masked', (_what, secret, text) => {
    expect(run(secret, text)).toBe(text);
  });

  it.each([
    [
      'a kubeconfig',
      kubeconfig,
      ['hunter2', 'eyJhbGciOiJSUzI1NiIsImtpZCI6Ii', 'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t'],
    ],
    ['pretty JSON', dockerConfig, ['dXNlcjpodW50ZXIy']],
    ['a key', pem, ['MIIEowIBAAKCAQEAx4UbaDzY5xjW6hc9jwN0mX33XpTDVW', 'q7Bz']],
    ['settings', '[a]\naws_secret_access_key = a/b+c\npw=x1!\n', ['a/b+c', 'x1!']],
    ['two words', 'first\nsecond', ['first', 'second']],
    ['signs', 'user\n!@#$%^&*()\n', ['user', '!@#$%^&*()']],
  ])('of %s that say something are masked, alone as well', (_what, secret, parts) => {
    for (const part of parts) expect(run(secret, `<${part}>`)).toBe('<[secure]>');
    expect(
      parts.filter((part) => run(secret, secret.replaceAll('\n', '\r\n')).includes(part)),
    ).toEqual([]);
  });

  it('are masked by weight, not by the length of their encoded form', () => {
    for (const light of ['{', '[', ' }', '%', '\t\t', '": ', 'ä'])
      expect(run(light, `-${light}-${encodeURIComponent(light)}-`)).toBe(
        `-${light}-${encodeURIComponent(light)}-`,
      );
  });
});
