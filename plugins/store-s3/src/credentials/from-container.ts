/** What ECS, and EKS with pod identity, lend to a container at an address of its own. */
import { readFile } from 'node:fs/promises';
import { lentError } from './lent-error.js';
import type { Lent } from './until-expiry.js';

export async function fromContainer(
  address: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Lent> {
  const file = env['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'];
  const token = file
    ? (await readFile(file, 'utf8')).trim()
    : env['AWS_CONTAINER_AUTHORIZATION_TOKEN'];
  const headers: Record<string, string> = token ? { authorization: token } : {};
  const answer = await fetch(address, { headers, signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw lentError(address, `status ${answer.status}`);
  const said = (await answer.json()) as Readonly<Record<string, string>>;
  return {
    credentials: {
      accessKey: said['AccessKeyId'] ?? '',
      secretKey: said['SecretAccessKey'] ?? '',
      sessionToken: said['Token'] ?? '',
    },
    until: Date.parse(said['Expiration'] ?? ''),
  };
}
