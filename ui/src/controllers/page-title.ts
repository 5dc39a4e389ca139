import { withBase } from '../data/base.js';
import { faviconOf, isFinal, isWaiting, LOOKS, type ShownState } from '../data/states.js';

const MARKS: Readonly<Record<string, string>> = {
  passed: '✓',
  failed: '✗',
  errored: '!',
  canceled: '■',
};

function mark(state: string): string {
  if (isFinal(state)) return MARKS[state] as string;
  return isWaiting(state) ? '…' : '▶';
}

/** Title and icon of the browser's tab; with a state, both tell it. */
export function setPageTitle(title: string, state?: ShownState): void {
  const shown =
    state && state !== 'none' ? `${mark(state)} ${title} (${LOOKS[state].word})` : title;
  document.title = shown === '' ? 'Turnpike' : `${shown} · Turnpike`;
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const href = withBase(`/icons/${faviconOf(state === 'none' ? undefined : state)}.svg`);
  if (icon && icon.getAttribute('href') !== href) icon.setAttribute('href', href);
}
