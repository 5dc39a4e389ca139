import { definePlugin } from '@turnpike/sdk';

export const plugin = definePlugin({
  id: 'lines',
  summary: 'Adds lines to scripts.',
  permissions: { hooks: ['script.stage'] },
  taps({ hooks }) {
    for (const stage of ['before_install', 'script'])
      hooks.script.stage.for(stage).tap('lines', ({ sh, build }) => {
        const secret = JSON.stringify(build.payload).includes('private');
        sh.if('-t 1', () => sh.cmd(`echo ${stage} ${build.language} ${secret}`, { echo: true }));
      });
  },
});
