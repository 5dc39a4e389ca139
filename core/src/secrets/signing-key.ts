import { generateKeyPair } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { ConfigError } from '../contracts/errors.js';
import type { SecretBox } from '../contracts/host.js';

const generate = promisify(generateKeyPair);

/** The webhook key: the given PEM file, or one made on first use and kept sealed in `sealedFile`. */
export async function loadSigningKey(options: {
  readonly pemFile?: string | undefined;
  readonly sealedFile: string;
  readonly box: Pick<SecretBox, 'seal' | 'open'>;
}): Promise<string> {
  if (options.pemFile !== undefined) return readPem(options.pemFile);
  const sealed = await readIfThere(options.sealedFile);
  if (sealed !== undefined) return options.box.open(sealed.trim());
  const { privateKey } = await generate('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return keepFirst(options.sealedFile, privateKey, options.box);
}

/** Two processes may make one at once: the first file stays, both use it. */
async function keepFirst(
  file: string,
  pem: string,
  box: Pick<SecretBox, 'seal' | 'open'>,
): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  try {
    await writeFile(file, `${box.seal(pem)}\n`, { mode: 0o600, flag: 'wx' });
    return pem;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return box.open((await readFile(file, 'utf8')).trim());
  }
}

async function readPem(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new ConfigError(
      'TURNPIKE_CONFIG_UNREADABLE',
      `The signing key ${file} cannot be read.`,
      { file, key: 'signingKeyFile', wayOut: 'Name a PEM file that the server may read.' },
      error,
    );
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
