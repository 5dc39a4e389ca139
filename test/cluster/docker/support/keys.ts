/** Certificates of an engine and of who may use it, by openssl. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const openssl = (folder: string, ...words: readonly string[]): void =>
  void execFileSync('openssl', [...words], { cwd: folder, stdio: 'pipe' });

/** Makes `ca.pem`, and `server`, `client` and `stranger` with `.pem` and `.key`; a stranger's is signed by nobody. */
export function makeKeys(folder: string): void {
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const self = ['req', '-x509', ...fresh, '-days', '2'];
  openssl(folder, ...self, '-subj', '/CN=ca', '-keyout', 'ca.key', '-out', 'ca.pem');
  openssl(folder, ...self, '-subj', '/CN=no', '-keyout', 'stranger.key', '-out', 'stranger.pem');
  for (const [name, usage] of [
    ['server', 'extendedKeyUsage=serverAuth\nsubjectAltName=IP:127.0.0.1'],
    ['client', 'extendedKeyUsage=clientAuth'],
  ] as const) {
    writeFileSync(join(folder, `${name}.ext`), usage);
    const request = ['-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.csr`];
    openssl(folder, 'req', ...fresh, ...request);
    const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2'];
    const files = ['-in', `${name}.csr`, '-extfile', `${name}.ext`, '-out', `${name}.pem`];
    openssl(folder, 'x509', '-req', ...signed, ...files);
  }
}
