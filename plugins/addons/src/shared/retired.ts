import { echoText } from '@turnpike/sdk/shell';
import { defineAddon, type AddonDefinition, type KeyNode, type Plugin } from '@turnpike/sdk';

/** An add-on whose service is gone: it says so, and the job goes on. */
export function retired(
  id: string,
  summary: string,
  advice: string,
  yml?: KeyNode,
): AddonDefinition & Plugin {
  return defineAddon({
    id,
    summary,
    ...(yml ? { yml } : {}),
    withoutSudo: true,
    hooks: {
      before_prepare: (sh, _options, ctx) => {
        const message = `The add-on ${id} does nothing any more: ${advice}`;
        sh.echo(echoText(message), { ansi: 'yellow' });
        ctx.warn('addon_retired', message);
      },
    },
  });
}
