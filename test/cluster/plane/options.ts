import { parseArgs } from 'node:util';

export const HELP = `npm run cluster [-- up] [--nodes 1|2]   brings it up, and prints how to use it
npm run cluster -- build [--nodes 1|2]     only builds its programs
npm run cluster -- status                  what runs of it
npm run cluster -- down                    ends it: no process, mount, rule, namespace is left

A real Kubernetes of two nodes on this machine, each in network and mount namespaces of its own. Only for root, on Linux.
Programs are built once, into TURNPIKE_TOOLS (default: turnpike-tools in the user's cache folder): 10 to 30 minutes.
TURNPIKE_CLUSTER names the cluster (default: turnpike): several may stand side by side.`;

export const VERBS = ['up', 'down', 'status', 'build'] as const;
export interface Options {
  readonly verb: (typeof VERBS)[number];
  readonly nodes: 1 | 2;
}

/** Throws on arguments that it does not know. */
export function parseOptions(args: readonly string[]): Options | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      nodes: { type: 'string', default: '2' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const [word = 'up', ...more] = positionals;
  const verb = VERBS.find((known) => known === word);
  if (!verb || more.length > 0) throw new Error(`There is no "${positionals.join(' ')}".\n${HELP}`);
  const nodes = ([1, 2] as const).find((count) => String(count) === values.nodes);
  if (!nodes) throw new Error(`--nodes takes 1 or 2, not ${values.nodes}.`);
  return { verb, nodes };
}
