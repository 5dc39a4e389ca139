/** Who comes from outside: through the ingress of the cluster, by the names of its hosts. */
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { chromium, type Browser } from 'playwright-core';
import { CHROMIUM_FLAGS, chromiumPath } from '../../../ui/test/chromium.js';
import { API_ADDRESS } from '../plane/layout.js';

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}
export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** `https:` without a look at the certificate, which the test has made itself. */
export function visit(url: string, { method = 'GET', headers = {}, body }: Asked = {}) {
  const { protocol, host, hostname, pathname, search } = new URL(url);
  const options = {
    ...{ host: API_ADDRESS, method, path: `${pathname}${search}` },
    headers: { ...headers, host },
  };
  return new Promise<Answer>((resolve, reject) => {
    const take = (answer: import('node:http').IncomingMessage): void => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode!, body: Buffer.concat(parts) }));
    };
    const tls = { servername: hostname, rejectUnauthorized: false };
    const asked =
      protocol === 'https:' ? secure({ ...options, ...tls }, take) : plain(options, take);
    asked.on('error', reject).end(body);
  });
}

/** Chromium, for which every name is a host of the cluster's ingress. */
export const browse = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath() ?? 'chromium',
    args: [...CHROMIUM_FLAGS, `--host-resolver-rules=MAP * ${API_ADDRESS}`],
  });
