/** Shows what a plugin asks for, and asks whether it may have it. */
import { confirm } from '../confirm.js';
import type { Io } from '../io.js';
import { table } from '../output.js';
import type { Consent } from '../../host/added/consent.js';
import type { Staged } from './stage.js';

const RIGHTS =
  'The platform hands it nothing else. Its code runs inside the server, though, and can reach what the server can: files, network, secrets. The setting `isolation` gives it a process of its own, which holds it to that.';

export interface Question {
  /** `Add`, `Upgrade`. */
  readonly verb: string;
  /** By plugin; empty: nothing that was not consented to before. */
  readonly asked: Readonly<Record<string, Consent>>;
  readonly intro: string;
  readonly denied: string;
}

/** Throws InputError where it is denied, or nobody is there to be asked. */
export async function askConsent(
  io: Io,
  flags: { readonly yes?: boolean },
  staged: Staged,
  question: Question,
): Promise<void> {
  io.err(`${consentText(staged, question)}\n`);
  await confirm(io, flags, `${question.verb} ${staged.name}?`, question.denied);
}

function consentText(staged: Staged, { asked, intro }: Question): string {
  const { name, entry, summaries } = staged;
  const head = [name, entry.version, entry.sdk === null ? null : `for SDK ${entry.sdk}`];
  return [
    `${head.filter((part) => part !== null).join(' ')}, from ${entry.from.spec}`,
    ...summaries.flatMap(({ id, summary }) => [
      `${id}: ${summary}`,
      ...consentLines(asked[id] ?? {}, intro),
    ]),
    RIGHTS,
  ].join('\n');
}

export function consentLines(asked: Consent, intro: string): readonly string[] {
  const rows = Object.entries(asked).map(([heading, list]) => [heading, list.join(', ')]);
  if (rows.length === 0) return [`  ${intro}: nothing`];
  return [
    `  ${intro}:`,
    ...table(rows)
      .split('\n')
      .map((line) => `    ${line}`),
  ];
}
