import type { WireSystem, WireUiContribution } from '@turnpike/core/contracts/wire';
import { withBase } from './base.js';
import { call } from './http.js';

export function getSystem(signal?: AbortSignal): Promise<WireSystem> {
  return call('system', signal ? { signal } : {});
}

let contributions: Promise<readonly WireUiContribution[]> | undefined;

/** What plugins add to the pages; asked once. A server without any answers an empty list. */
export function getContributions(): Promise<readonly WireUiContribution[]> {
  contributions ??= call('ui').then((ui) => ui.contributions);
  contributions.catch(() => (contributions = undefined));
  return contributions;
}

/** Imports a contribution's module; the browser keeps it, so a second call is free. */
export async function importContribution(contribution: WireUiContribution): Promise<void> {
  await import(/* @vite-ignore */ withBase(contribution.module));
  await customElements.whenDefined(contribution.tag);
}
