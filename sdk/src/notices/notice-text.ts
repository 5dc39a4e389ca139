import type { BuildNotice } from '@turnpike/core/contracts';
import { noticeVariables } from './variables.js';

/** How a message is made of a template. @experimental */
export interface NoticeTextOptions {
  /** `template` of the entry: a text or a list of lines; anything else is none. */
  readonly template?: unknown;
  /** Lines where the entry has no template. */
  readonly otherwise: readonly string[];
  /** Makes a value fit for where the message goes; the template itself is left as it is. Default: as it is. */
  readonly escape?: (value: string) => string;
}

/**
 * The lines of a message: `%{name}` stands for what the build has under that name, and for nothing where there is
 * no such name (travis-services facts 7.4). Values may hold line breaks. For `send` of a notifier.
 * @experimental
 */
export function noticeLines(notice: BuildNotice, options: NoticeTextOptions): readonly string[] {
  const { template, otherwise, escape = (value) => value } = options;
  const lines = [template].flat().filter((line) => typeof line === 'string');
  const values: Readonly<Record<string, string>> = noticeVariables(notice);
  const named = (name: string): string =>
    Object.hasOwn(values, name) ? escape(values[name] ?? '') : '';
  return (lines.length === 0 ? otherwise : lines).map((line) =>
    line.replace(/%\{([^{}]*)\}/g, (_all, name: string) => named(name.trim())),
  );
}
