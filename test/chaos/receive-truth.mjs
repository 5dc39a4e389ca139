/** `node receive-truth.mjs PORT FOLDER`: what jobs in containers tell of themselves, a file for each connection. */
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const [, , port, folder] = process.argv;

createServer((socket) => {
  let rest = '';
  let file;
  socket.setEncoding('utf8');
  socket.on('error', () => undefined);
  socket.on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    // Its first line is its name.
    file ??= join(folder, lines.shift().replaceAll('/', ''));
    appendFileSync(file, lines.map((line) => `${line}\n`).join(''));
  });
}).listen(Number(port), '0.0.0.0');
