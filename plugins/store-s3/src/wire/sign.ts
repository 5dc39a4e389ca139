/** AWS Signature, version 4: of a request by its headers, and of an address that somebody else will fetch. */
import { createHash, createHmac } from 'node:crypto';
import { encodeQuery } from './encode.js';

export interface Credentials {
  readonly accessKey: string;
  readonly secretKey: string;
  /** Of credentials that were lent for a while. */
  readonly sessionToken?: string;
}
export interface SignedPlace {
  readonly credentials: Credentials;
  readonly region: string;
  readonly service: 's3' | 'sts';
  readonly at: Date;
}
export interface Unsigned {
  readonly method: string;
  readonly host: string;
  /** Escaped. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** Headers to send, with the signature over all of them. `bodyHash`: what the body must be; the server checks it. */
export function signedHeaders(
  request: Unsigned & { readonly headers: Readonly<Record<string, string>> },
  bodyHash: string,
  place: SignedPlace,
): Record<string, string> {
  const { sessionToken } = place.credentials;
  const headers: Record<string, string> = {
    ...request.headers,
    host: request.host,
    'x-amz-content-sha256': bodyHash,
    'x-amz-date': stampOf(place.at),
    ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken }),
  };
  const names = Object.keys(headers).toSorted();
  const lines = names.map((name) => `${name}:${headers[name]!.trim()}\n`).join('');
  const signed = names.join(';');
  const canonical = [
    ...[request.method, request.path, encodeQuery(request.query)],
    ...[lines, signed, bodyHash],
  ].join('\n');
  const { accessKey } = place.credentials;
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKey}/${scopeOf(place)}, SignedHeaders=${signed}, Signature=${signature(canonical, place)}`;
  return { ...headers, authorization };
}

/** The query of an address that is good for a while, for who has no credentials. */
export function signedQuery(
  request: Unsigned,
  seconds: number,
  place: SignedPlace,
): Record<string, string> {
  const { accessKey, sessionToken } = place.credentials;
  const query: Record<string, string> = {
    ...request.query,
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${accessKey}/${scopeOf(place)}`,
    'X-Amz-Date': stampOf(place.at),
    'X-Amz-Expires': String(seconds),
    'X-Amz-SignedHeaders': 'host',
    ...(sessionToken === undefined ? {} : { 'X-Amz-Security-Token': sessionToken }),
  };
  const canonical = [
    ...[request.method, request.path, encodeQuery(query)],
    ...[`host:${request.host}\n`, 'host', 'UNSIGNED-PAYLOAD'],
  ].join('\n');
  return { ...query, 'X-Amz-Signature': signature(canonical, place) };
}

const stampOf = (at: Date): string => at.toISOString().replace(/[-:]|\.\d{3}/g, '');
const scopeOf = ({ at, region, service }: SignedPlace): string =>
  `${stampOf(at).slice(0, 8)}/${region}/${service}/aws4_request`;
const hmac = (key: string | Uint8Array, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

function signature(canonical: string, place: SignedPlace): string {
  const text = ['AWS4-HMAC-SHA256', stampOf(place.at), scopeOf(place), sha256(canonical)];
  const day = hmac(`AWS4${place.credentials.secretKey}`, stampOf(place.at).slice(0, 8));
  const key = hmac(hmac(hmac(day, place.region), place.service), 'aws4_request');
  return hmac(key, text.join('\n')).toString('hex');
}
