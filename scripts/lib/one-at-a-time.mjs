// Plain JavaScript, as all that a fresh clone runs.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

const LOOK_MS = 200;

/** Waits until no other living process has the file, then has it until this process ends. */
export function oneAtATime(file) {
  while (!take(file)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_MS);
  process.on('exit', () => rmSync(file, { force: true }));
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!isAlive(file)) rmSync(file, { force: true });
  return false;
}

/** One that is just being written counts as somebody's. */
function isAlive(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (pid > 0) process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
