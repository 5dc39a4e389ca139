import type { WireSystem, WireUi, WireUiContribution } from '@turnpike/core/contracts/wire';
import { withBase } from './base.js';
import { call } from './http.js';
import { wordsOf, type Words } from './plugin-words.js';

export function getSystem(signal?: AbortSignal): Promise<WireSystem> {
  return call('system', signal ? { signal } : {});
}

let asked: Promise<WireUi> | undefined;

/** Asked once. */
function getUi(): Promise<WireUi> {
  asked ??= call('ui');
  asked.catch(() => (asked = undefined));
  return asked;
}

/** What plugins add to the pages, with titles in the reader's language. A server without any answers an empty list. */
export async function getContributions(): Promise<readonly WireUiContribution[]> {
  const { contributions, texts } = await getUi();
  return contributions.map((one) => ({
    ...one,
    title: wordsOf(texts?.[one.plugin]).text(one.title),
  }));
}

/** What a plugin shows, in the reader's language. */
export async function getWords(plugin: string): Promise<Words> {
  return wordsOf((await getUi()).texts?.[plugin]);
}

/** Imports a contribution's module; the browser keeps it, so a second call is free. */
export async function importContribution(contribution: WireUiContribution): Promise<void> {
  await import(/* @vite-ignore */ withBase(contribution.module));
  await customElements.whenDefined(contribution.tag);
}
