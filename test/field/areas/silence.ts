import { proof } from '../../support/proofs.js';
import { entry, type FieldEntry } from '../entry.js';

const inert = 'plugins/travis-yml/src/hints/inert.test.ts';
const keys = 'test/conformance/acting-keys.test.ts';
const members = 'test/conformance/acting-members.test.ts';
const settings = 'test/conformance/acting-settings.test.ts';
const gatekeeper = 'plugins/gatekeeper/src/gatekeeper.test.ts';
const deploy = 'plugins/build/src/deploy/deploy.test.ts';
const forms = 'core/src/host/notification-form.test.ts';
const compose = 'plugins/travis-yml/src/schema/compose.test.ts';

/** Nothing is accepted in silence: keys, settings, members of contracts. */
export const silence: readonly FieldEntry[] = [
  entry(
    'S8',
    'A key of the language that does nothing, or not all that it says, and nobody is told.',
    [
      proof(inert, 'is said of every key of the schema that is so marked'),
      proof(inert, 'is said in jobs as well, and of what is switched on only'),
      proof(keys, 'has no key that neither acts nor says that it does not'),
      proof(keys, 'would show a key that nobody reads'),
    ],
  ),
  entry(
    'S8',
    'A key without which a job is another one (vault, keys, vm.use, tarball, hack) is left out and the job is green.',
    [
      proof(inert, '%s'),
      proof(gatekeeper, 'refuses what would make a job another one, with the place: %s'),
      proof(gatekeeper, 'goes on where no job has what would be refused'),
    ],
  ),
  entry(
    'S8',
    'A member of a contract that plugins implement and nobody asks for (check, adopt, changedPaths, warnings).',
    [
      proof(members, '%s: each has a caller'),
      proof(
        'plugins/build/src/stages/build-stages.test.ts',
        'errors the job where an add-on rejects its options: %s',
      ),
    ],
  ),
  entry('S9', 'An option that must be there is missing, and the deployment runs without it.', [
    proof(deploy, 'fails before it runs where an option is missing, and says which'),
    proof(deploy, 'takes a variable of the job for an option, where the provider reads it'),
  ]),
  entry(
    'S9',
    'Options of a deployment that are taken and not carried out: run, cleanup, on.os, keep_netrc.',
    [
      proof(deploy, 'is followed by the commands of run, each a failure of it'),
      proof(deploy, 'is for the systems that on.os names: %j'),
      proof(deploy, 'puts what the build left aside with cleanup, and brings it back'),
    ],
  ),
  entry('S5 S6', 'What is written short under notifications reaches its notifier empty.', [
    proof(forms, 'is a problem of its plugin where %s would reach the notifier empty'),
    proof(compose, 'reach a notifier as a map: %s'),
  ]),
  entry('S7', 'The same words for short forms have another outcome under addons.', [
    proof(compose, 'reach an add-on as a map: %s'),
  ]),
  entry(
    'M6',
    'A limit that is configured and that nobody keeps: jobs of a build, bytes of their configurations, log, time, requests.',
    [
      proof(gatekeeper, 'may not make more jobs than core allows, nor longer configurations'),
      proof(
        'plugins/worker/src/limits.test.ts',
        'are those of the payload, which the worker makes smaller and never larger',
      ),
      proof(
        'plugins/hub/src/payload/timeouts.test.ts',
        "is the repository's, up to what the operator allows, else the hub's",
      ),
      proof(
        'plugins/api/src/resources/settings.test.ts',
        'lets no repository set more than the operator allows',
      ),
      proof(settings, 'of core are read'),
      proof(settings, 'of all shipped plugins are read'),
    ],
  ),
  entry('N16', 'A switch of a repository that does nothing, or whose words are untrue.', [
    proof(gatekeeper, 'keeps its findings only where the repository has them validated'),
    proof(gatekeeper, 'is an errored build too when it is missing'),
    proof(settings, 'of repositories are read by more than what shows them'),
  ]),
];
