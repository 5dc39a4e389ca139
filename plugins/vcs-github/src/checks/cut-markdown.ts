import { cutText } from '@turnpike/sdk';

const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** At most so many characters, none of them halved, and with an open block of code closed. */
export function cutMarkdown(markdown: string, most: number, mark: string): string {
  if (markdown.length <= most) return markdown;
  // Room for the longest end that may be needed.
  const cut = cutText(markdown, Math.max(0, most - mark.length - LONGEST_FENCE - 3));
  const open = openFence(cut);
  return `${cut}\n${open === undefined ? '' : `${open}\n`}\n${mark}`;
}
const LONGEST_FENCE = 20;

/** What would close it; undefined: none is open. */
function openFence(markdown: string): string | undefined {
  let open: string | undefined;
  for (const line of markdown.split('\n')) {
    const found = FENCE.exec(line)?.[1];
    if (found === undefined) continue;
    if (open === undefined) open = found.slice(0, LONGEST_FENCE);
    else if (found[0] === open[0] && found.length >= open.length && line.trim() === found)
      open = undefined;
  }
  return open;
}
