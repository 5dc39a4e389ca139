/** The stand-in's repositories over HTTP, by git itself. */
import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** `rest`: the path after `….git`. */
export function serveGit(
  request: IncomingMessage,
  body: Uint8Array,
  response: ServerResponse,
  {
    gitDir,
    rest,
    query,
  }: { readonly gitDir: string; readonly rest: string; readonly query: string },
): void {
  const { PATH } = process.env;
  const git = spawn('git', ['http-backend'], {
    env: {
      ...{ PATH, GIT_PROJECT_ROOT: gitDir, GIT_HTTP_EXPORT_ALL: '1', PATH_INFO: rest },
      ...{ QUERY_STRING: query, REQUEST_METHOD: request.method },
      ...{ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' },
      CONTENT_TYPE: request.headers['content-type'],
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
  });
  const chunks: Buffer[] = [];
  git.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  git.on('close', () => {
    const answer = Buffer.concat(chunks);
    const end = answer.indexOf('\r\n\r\n');
    const head = answer.subarray(0, end).toString('latin1').split('\r\n');
    const headers = Object.fromEntries(
      head.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
    );
    const { Status: status = '200', ...rest } = headers;
    response.writeHead(Number.parseInt(status, 10), rest);
    response.end(answer.subarray(end + 4));
  });
  // It need not read all of it.
  git.stdin.on('error', () => undefined);
  git.stdin.end(body);
}

/** The password of Basic; empty: none came. */
export function passwordOf({ authorization = '' }: IncomingMessage['headers']): string {
  const plain = Buffer.from(authorization.replace(/^basic /i, ''), 'base64').toString();
  return plain.slice(plain.indexOf(':') + 1);
}
