/** Compiles every hostile configuration in a process of little memory; prints what each took. */
import { installedKeys } from '@turnpike/sdk/testing';
import { createConfigCompiler } from '@turnpike/plugin-travis-yml';
import { isTurnpikeError } from '@turnpike/sdk';
import { hostile, hostileData as data } from './hostile.js';

const compiler = createConfigCompiler(await installedKeys());
await compiler.lint({ text: 'rvm: [1, 2]\nif: branch =~ ^m', data });

for (const [name, write] of Object.entries(hostile)) {
  const text = write();
  const started = process.cpuUsage();
  const outcome = await compiler.lint({ text, data }).then(
    () => 'finished',
    (error: unknown) => (isTurnpikeError(error) ? error.code : String(error).slice(0, 200)),
  );
  console.log(
    JSON.stringify({ name, outcome, ms: Math.round(process.cpuUsage(started).user / 1_000) }),
  );
}
