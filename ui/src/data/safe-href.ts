/** A link out of data only where it is a web address: `javascript:` and the like are none. */
export function safeHref(text: string | null | undefined): string | undefined {
  if (!text || !URL.canParse(text)) return undefined;
  return /^https?:$/.test(new URL(text).protocol) ? text : undefined;
}
