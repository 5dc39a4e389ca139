import { createPublicKey } from 'node:crypto';

/** An RSA key as hosts take it: `ssh-rsa AAAA…`. */
export function sshPublicKey(pem: string): string {
  const { n = '', e = '' } = createPublicKey(pem).export({ format: 'jwk' });
  const parts = [Buffer.from('ssh-rsa'), positive(e), positive(n)];
  return `ssh-rsa ${Buffer.concat(parts.flatMap(counted)).toString('base64')}`;
}

/** A leading bit of 1 would be a sign. */
function positive(base64url: string): Buffer {
  const bytes = Buffer.from(base64url, 'base64url');
  return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
}

function counted(bytes: Buffer): readonly Buffer[] {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return [length, bytes];
}
