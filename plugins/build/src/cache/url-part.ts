/** A text as part of a URL. Half of a surrogate pair, as cut-off texts have it, becomes U+FFFD. */
export function urlPart(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}
