import { cutText, type CheckRun } from '@turnpike/sdk';
import { cutMarkdown } from './cut-markdown.js';

const MOST = { title: 255, markdown: 65_535, message: 60_000 };

export interface Output {
  readonly title: string;
  readonly summary: string;
  readonly text?: string;
}

export function outputOf({ title, summary, text, detailsUrl }: CheckRun): Output {
  const mark = `This was cut: [all of it](${detailsUrl}).`;
  const cut = (markdown: string): string => cutMarkdown(markdown, MOST.markdown, mark);
  return {
    title: cutText(title, MOST.title, '…'),
    summary: cut(summary),
    ...(text === '' ? {} : { text: cut(text) }),
  };
}

export function annotationsOf({ annotations }: CheckRun) {
  return annotations.map(({ path, line, level, title, message }) => ({
    ...{ path, start_line: line, end_line: line, annotation_level: level },
    title: cutText(title, MOST.title, '…'),
    message: cutText(message, MOST.message, '…'),
  }));
}
