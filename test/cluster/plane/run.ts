/** `npm run cluster`: what it does is in `options.ts`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inTurn } from '../../support/in-turn.js';
import { getBinaries } from './binaries.js';
import { kubectlOf } from './client.js';
import { down } from './down.js';
import { layoutOf } from './layout.js';
import { HELP, parseOptions, type Options } from './options.js';
import { checkMachine } from './packages.js';
import { standing } from './standing.js';
import { up } from './up.js';
import { usage } from './usage.js';

const say = (words: string): void => console.log(words);

async function perform({ verb, nodes }: Options): Promise<void> {
  const layout = layoutOf();
  if (verb === 'down') return down(layout);
  if (verb === 'status') {
    const state = await standing(layout);
    if (!state) throw new Error('No cluster stands here. → npm run cluster');
    say(usage(state));
    say(await kubectlOf(layout, state.binaries)(['get', 'nodes,pods', '-A', '-o', 'wide']));
    return;
  }
  checkMachine(nodes);
  if (verb === 'build') return void (await getBinaries(nodes));
  const state = (await standing(layout, nodes)) ?? (await up(layout, nodes, say));
  say(usage(state));
}

try {
  const options = parseOptions(process.argv.slice(2));
  if (options === 'help') say(HELP);
  else if (options.verb === 'build' || options.verb === 'status') await perform(options);
  else {
    const { name } = layoutOf();
    await mkdir('/run/lock', { recursive: true });
    await inTurn(join('/run/lock', `turnpike-cluster-${name}.lock`), () => perform(options));
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
