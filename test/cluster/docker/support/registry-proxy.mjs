/**
 * Stands before a registry on two ports. The first: `limited/…` was asked too often. The second wants a name and a word
 * for everything. Arguments: both ports, port of the registry.
 */
import { createServer, request } from 'node:http';

const [open, closed, target] = process.argv.slice(2).map(Number);
const WORD = `Basic ${Buffer.from('ci:secret').toString('base64')}`;
const CHALLENGE = { 'www-authenticate': 'Basic realm="registry"' };

function refuse(answer, status, code, headers = {}) {
  answer.writeHead(status, { 'content-type': 'application/json', ...headers });
  answer.end(JSON.stringify({ errors: [{ code, message: code.toLowerCase() }] }));
}

function pass(incoming, answer) {
  const { method, url, headers } = incoming;
  const { authorization: _own, ...rest } = headers;
  const onward = request({ host: '127.0.0.1', port: target, method, path: url, headers: rest });
  onward.on('response', (found) => {
    answer.writeHead(found.statusCode, found.headers);
    found.pipe(answer);
  });
  onward.on('error', () => answer.writeHead(502).end());
  incoming.pipe(onward);
}

createServer((incoming, answer) => {
  if (incoming.url.startsWith('/v2/limited/')) refuse(answer, 429, 'TOOMANYREQUESTS');
  else pass(incoming, answer);
}).listen(open, '127.0.0.1');

createServer((incoming, answer) => {
  if (incoming.headers.authorization === WORD) pass(incoming, answer);
  else refuse(answer, 401, 'UNAUTHORIZED', CHALLENGE);
}).listen(closed, '127.0.0.1');
