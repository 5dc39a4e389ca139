/** Mends taken away one at a time: entries drawn at random, and the test of each that must notice. */
import { proof, type Proof } from '../support/proofs.js';

export interface Revert {
  /** As `ids.ts` has it. */
  readonly id: string;
  readonly file: string;
  /** Stands in the file once, and what stands there instead. More than one where each mend alone would do. */
  readonly edits: readonly (readonly [find: string, replace: string])[];
  readonly proof: Proof;
}

const recorded = 'plugins/build/src/checkout/recorded-commit.test.ts';
const faults = 'core/src/store/store-faults.test.ts';

export const REVERTS: readonly Revert[] = [
  {
    id: 'N15',
    file: 'plugins/api/src/render/job.ts',
    edits: [['restart: write && !build.configError,', 'restart: write,']],
    proof: proof(
      'plugins/api/src/resources/shown.test.ts',
      'offers no restart of a job whose configuration could not be read',
    ),
  },
  {
    id: 'Low3',
    file: 'plugins/vcs-git/src/location.ts',
    edits: [['if (!URL.canParse(text)) throw unknown(text);', '']],
    proof: proof('plugins/vcs-git/src/location.test.ts', 'that is malformed is refused: %s'),
  },
  {
    id: 'B1',
    file: 'plugins/languages/src/r/packages.ts',
    edits: [["if (isChecked) sh.cmd(rscript(installBiocCheck(versionOf(ctx, 'r'))));", '']],
    proof: proof(
      'plugins/languages/src/r/index.test.ts',
      'installs BiocCheck after the manager before it is called: R %s',
    ),
  },
  {
    id: 'P8',
    file: 'sdk/src/shell/checkout-helpers.ts',
    edits: [['    git fetch -q "$@" origin "$commit" 2>/dev/null && break\n', '']],
    proof: proof(recorded, 'is there after its branch was forced over and deleted, in %s'),
  },
  {
    id: 'T3',
    file: 'plugins/build/src/checkout/git.ts',
    edits: [['recorded: recordedCommit(ctx.payload),', 'recorded: undefined,']],
    proof: proof(
      recorded,
      'is that of the tag where a branch has its name, and that of the branch',
    ),
  },
  {
    id: 'P9',
    file: 'plugins/local-run/src/output/log-lines.ts',
    edits: [["const rest = this.#rest.join('');", "const rest = this.#rest.at(-1) ?? '';"]],
    proof: proof(
      'plugins/local-run/src/output/job-printer.test.ts',
      'reads a line of any length that comes in any pieces',
    ),
  },
  {
    id: 'P1',
    file: 'core/src/store/commit-groups.ts',
    edits: [
      [
        'if (writes && this.#group) this.#takeLock(this.#group);',
        'if (writes && this.#group) this.#group.written = true;',
      ],
      ['    if (this.#group) this.#giveUp(this.#group, error);\n    this.#raw.renew();\n', ''],
    ],
    proof: proof(
      faults,
      'keeps what it acknowledged and nothing else, whatever fault meets whatever statement',
    ),
  },
  {
    id: 'S9',
    file: 'plugins/build/src/deploy/deploy.ts',
    edits: [
      [
        "for (const command of list(options['run']).filter(truthy)) sh.cmd(meantAsShell(command));",
        '',
      ],
    ],
    proof: proof(
      'plugins/build/src/deploy/deploy.test.ts',
      'is followed by the commands of run, each a failure of it',
    ),
  },
  {
    id: 'Low5',
    file: 'plugins/api/src/resources/own-access.ts',
    edits: [['  requireScopes(call, scopes);\n  const plain', '  const plain']],
    proof: proof(
      'plugins/api/src/resources/user-admin.test.ts',
      'makes others that may as much or less, and none that may more',
    ),
  },
  {
    id: 'S8',
    file: 'plugins/build/src/stages/build-stages.ts',
    edits: [
      [
        'const wrong = addon.check?.(wanted[name]);',
        'const wrong = undefined as string | undefined;',
      ],
    ],
    proof: proof(
      'plugins/build/src/stages/build-stages.test.ts',
      'errors the job where an add-on rejects its options: %s',
    ),
  },
  {
    id: 'C3',
    file: 'plugins/travis-yml/src/yaml/merge-key.ts',
    edits: [['known ? { key: known.key, value: entry.value } : entry', 'known ?? entry']],
    proof: proof(
      'plugins/travis-yml/src/yaml/read.test.ts',
      'merges maps at any place among a map’s own keys, later ones winning',
    ),
  },
  {
    id: 'C8',
    file: 'plugins/travis-yml/src/doc/validate/map.ts',
    edits: [
      [
        'return result === null && !keepsNull(schema, node, key, context) ? absent : result;',
        'return result;',
      ],
    ],
    proof: proof(
      'test/conformance/config-rules.test.ts',
      'drop a key without a value, and the map that is left empty: %j',
    ),
  },
  {
    id: 'P6',
    file: 'plugins/gatekeeper/src/fault.ts',
    edits: [
      ['  return false;\n}\n\n/** What people read', '  return true;\n}\n\n/** What people read'],
    ],
    proof: proof(
      'plugins/gatekeeper/src/gatekeeper.test.ts',
      'that cannot be handled for good is not tried again, and the next push goes on at once',
    ),
  },
];
