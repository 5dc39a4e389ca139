/** A role of AWS for a service account of Kubernetes (IRSA): its token is exchanged for a key. */
import { readFile } from 'node:fs/promises';
import { textOf } from '../wire/xml.js';
import { lentError } from './lent-error.js';
import type { Lent } from './until-expiry.js';

export async function fromWebIdentity(options: {
  readonly tokenFile: string;
  readonly role: string;
  readonly region: string;
  readonly endpoint: string | undefined;
}): Promise<Lent> {
  const { tokenFile, role, region } = options;
  const address = options.endpoint ?? `https://sts.${region}.amazonaws.com/`;
  const body = new URLSearchParams({
    ...{ Action: 'AssumeRoleWithWebIdentity', Version: '2011-06-15', RoleArn: role },
    ...{
      RoleSessionName: 'turnpike',
      WebIdentityToken: (await readFile(tokenFile, 'utf8')).trim(),
    },
  });
  const answer = await fetch(address, {
    method: 'POST',
    body,
    signal: AbortSignal.timeout(30_000),
  });
  const xml = await answer.text();
  const value = (name: string): string => textOf(xml, name) ?? '';
  if (!answer.ok) throw lentError(address, value('Message') || `status ${answer.status}`);
  return {
    credentials: {
      accessKey: value('AccessKeyId'),
      secretKey: value('SecretAccessKey'),
      sessionToken: value('SessionToken'),
    },
    until: Date.parse(value('Expiration')),
  };
}
