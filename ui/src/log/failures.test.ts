import { expect, it } from 'vitest';
import { failedCommands } from './failures.js';
import { LogLines } from './lines.js';

it('finds what commands failed, whatever is printed around', () => {
  const log = new LogLines();
  log.append('$ make\r\nboom\r\n\x1b[31;1mThe command "make" exited with 2.\x1b[0m\r\n');
  log.append('The command "true" exited with 0.\r\n$ echo The command "x" exited with 1.\r\n');
  log.append('The command "npm ci" failed and exited with 127 during install.\r\n');
  expect(failedCommands(log)).toEqual([2, 5]);
  expect(failedCommands(log, 3)).toEqual([5]);
});
