/** The file of AWS's own tools, section `default`. It is read again where it has changed: keys are rotated. */
import { readFile, stat } from 'node:fs/promises';
import { ConfigError } from '@turnpike/sdk';
import type { Credentials } from '../wire/sign.js';

export function fromFile(file: string): () => Promise<Credentials> {
  let known: { readonly at: number; readonly credentials: Credentials } | undefined;
  return async () => {
    try {
      const { mtimeMs } = await stat(file);
      if (known?.at !== mtimeMs)
        known = { at: mtimeMs, credentials: parse(await readFile(file, 'utf8')) };
      return known.credentials;
    } catch (error) {
      throw new ConfigError(
        'TURNPIKE_OBJECTS_KEY',
        `The key of the bucket cannot be read: ${(error as Error).message}`,
        {
          file,
          key: 'store-s3.credentialsFile',
          wayOut:
            'Write [default], aws_access_key_id = … and aws_secret_access_key = … into it, readable by this server.',
        },
        error,
      );
    }
  };
}

function parse(text: string): Credentials {
  const section = /^\s*\[default\]\s*$([\s\S]*?)(?=^\s*\[|$(?![\s\S]))/m.exec(text)?.[1] ?? '';
  const value = (name: string): string | undefined =>
    new RegExp(`^\\s*${name}\\s*=\\s*(\\S+)\\s*$`, 'm').exec(section)?.[1];
  const [accessKey, secretKey] = [value('aws_access_key_id'), value('aws_secret_access_key')];
  if (accessKey === undefined || secretKey === undefined)
    throw new Error('it has no aws_access_key_id and aws_secret_access_key below [default]');
  const sessionToken = value('aws_session_token');
  return { accessKey, secretKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}
