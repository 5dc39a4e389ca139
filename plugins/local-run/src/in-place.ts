import { InputError, type Executor, type Hooks } from '@turnpike/sdk';
import { q } from '@turnpike/sdk/shell';

/** Jobs check nothing out: they work where the files are. */
export function workInPlace(hooks: Hooks, folder: string): void {
  hooks.job.payload.tap('this-run', (context) => {
    const { payload } = context;
    const git = payload.config['git'];
    const options = typeof git === 'object' ? git : {};
    const config = { ...payload.config, git: { ...options, clone: false } };
    return { ...context, payload: { ...payload, config } };
  });
  hooks.script.stage.for('checkout').tap('this-run', ({ sh }) => {
    sh.cmd(q`cd ${folder}`, { assert: true, echo: true });
  });
  hooks.script.stage.for('export').tap('this-run', ({ sh }) => {
    sh.export('TRAVIS_BUILD_DIR', q`${folder}`, { echo: false });
  });
}

/** Throws InputError where jobs do not see this machine's files, or run as somebody who may not write them. */
export function checkInPlace({ id, isolation }: Executor): void {
  if (isolation !== 'none') {
    throw refused(`Jobs of the executor ${id} do not see this machine's files.`);
  }
  if (process.getuid?.() === 0) {
    throw refused('Run by root, jobs have another user, who may not write here.');
  }
}

function refused(message: string): InputError {
  return new InputError('TURNPIKE_INPUT_INVALID', message, {
    key: '--in-place',
    wayOut: 'Leave the option out, or use the executor local as an ordinary user.',
  });
}
