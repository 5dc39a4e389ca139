import { proof } from '../../support/proofs.js';
import { entry, type FieldEntry } from '../entry.js';

const rules = 'test/conformance/config-rules.test.ts';
const yaml = 'plugins/travis-yml/src/yaml/read.test.ts';
const mutations = 'test/conformance/config-mutations.test.ts';
const helpers = 'sdk/src/shell/helpers.test.ts';
const lines = 'plugins/travis-yml/src/lines.test.ts';
const lint = 'plugins/travis-yml/src/cli/commands.test.ts';

export const language: readonly FieldEntry[] = [
  entry('C1', 'A comment or empty line at whatever column never changes what a file says.', [
    proof(mutations, 'keep their meaning whatever comments and line ends stand in them'),
    proof(yaml, 'reads %j as libyaml does, whatever the column'),
  ]),
  entry('C2', 'A comment may follow a header, quote or bracket without a space.', [
    proof(yaml, 'reads %j as libyaml does, whatever the column'),
  ]),
  entry('C3', 'Of a map’s own keys and merged ones, the later win.', [
    proof(yaml, 'merges maps at any place among a map’s own keys, later ones winning'),
  ]),
  entry('C4', 'A slash after a backslash never ends a pattern of a condition.', [
    proof(
      'plugins/travis-yml/src/conditions/conditions.test.ts',
      'takes %j, as Travis does, though something lacks',
    ),
  ]),
  entry('C5', 'Maps and what is switched off stay in jobs of other languages.', [
    proof(rules, 'keep maps and what is switched off in jobs of other languages: %j'),
  ]),
  entry('C6', 'A deploy without a known provider is repaired, and reported, as Travis does.', [
    proof(rules, 'repair a deploy without a provider by the first provider only: %s'),
    proof(rules, 'name a provider in repairs only where there is such a one'),
  ]),
  entry('C7', 'merge_mode is never reported, at any depth.', [
    proof(rules, 'never report merge_mode: %j'),
  ]),
  entry('C8', 'A key without a value is dropped, without a word, wherever keys are known.', [
    proof(rules, 'drop a key without a value, and the map that is left empty: %j'),
  ]),
  entry('C9', 'A job’s variables are made unique only where global ones are added.', [
    proof(rules, 'make a job’s variables unique only where global ones are added'),
  ]),
  entry('C10', 'What is empty counts as not given.', [
    proof(rules, 'say nothing of what is empty: %j'),
    proof(rules, 'take an empty text for no notification by %s'),
  ]),
  entry('C11', 'A variable is never taken for a condition.', [
    proof(rules, 'take no variable for a condition: %j'),
  ]),
  entry('C12', 'The old name of env.global still counts.', [
    proof(rules, 'take global_env for env.global where there is none'),
  ]),
  entry('C13', 'Every kind of line end ends a line.', [
    proof(mutations, 'keep their meaning whatever comments and line ends stand in them'),
  ]),
  entry('C14', 'The rare rules of the reference hold.', [
    proof(rules, 'have a default dist with %j'),
    proof(rules, 'do not repair the keys of a map that a list was cut to, though they say so'),
    proof(rules, 'say that one value was expected, whatever it is: %j'),
    proof(rules, 'find an alias by spelling only: %j'),
    proof(rules, 'do not take a number for a secret: notifications.%s'),
    proof(rules, 'make no jobs of the axes of a language that is no text'),
  ]),
  entry('B1', 'What a script calls is installed before, and called in the order of the original.', [
    proof(
      'plugins/languages/src/r/index.test.ts',
      'installs BiocCheck after the manager before it is called: R %s',
    ),
    proof('plugins/languages/src/r/index.test.ts', 'calls BiocCheck before it judges the check'),
  ]),
  entry('B2', 'A name that is a release’s tag itself gets no prefix.', [
    proof('plugins/languages/src/elm/index.test.ts', 'takes the tools of the same name: %s'),
  ]),
  entry('B3', 'A prefix that the original drops is dropped everywhere.', [
    proof('plugins/languages/src/go/index.test.ts', 'takes the prefix off %s everywhere'),
  ]),
  entry('B4', 'A step that prepares another does not stand in for it.', [
    proof('plugins/languages/src/go/index.test.ts', 'goes on after a Godeps workspace %s'),
  ]),
  entry('B5', 'Names of caches are those of the original.', [
    proof('plugins/languages/src/ruby/index.test.ts', 'names caches as they were named: %s'),
  ]),
  entry('T2', 'A job gets the implementation, channel and version that it asks for, or an error.', [
    proof(helpers, 'of one implementation never pass for those of another, nor other numbers'),
    proof(helpers, 'are errors where they are not here, and the log says what is: %s'),
    proof(helpers, 'may be words for what is there, and the log says what was taken: %s'),
    proof(
      'plugins/languages/src/versions.test.ts',
      'is the one that is there, or an error: $id, $key',
    ),
  ]),
  entry('T10', 'What reading YAML passes over is said, with its line.', [
    proof(lines, 'is reported with its line: %s'),
    proof(lines, 'have the line of what they are about: %s'),
    proof(lines, 'names each line with %s'),
    proof(lines, 'names every line with a byte that is no text, and no other (property)'),
    proof(
      'plugins/gatekeeper/src/gatekeeper.test.ts',
      'tells of bytes that are no text, with their line',
    ),
    proof(lint, 'prints JSON with lines, also where a file cannot be read'),
    proof(lint, 'counts in words, and says once what differs by its line only'),
    proof(yaml, 'says in plain words what is wrong, where it begins: %j'),
  ]),
];
