/** Words of plugins in the language of who reads them. */
type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Words {
  /** Of what is answered, for `lang`; undefined: as it stands. */
  readonly language: string | undefined;
  /** As it stands where there is no other. */
  text(text: string): string;
}

/** `wanted`: best first, as browsers name them. English is what plugins are written in, unless they say otherwise. */
export function wordsOf(
  texts: Texts = {},
  wanted: readonly string[] = navigator.languages,
): Words {
  const language = languageOf(Object.keys(texts), wanted);
  const own = language === undefined ? {} : (texts[language] ?? {});
  return { language, text: (text) => (Object.hasOwn(own, text) ? (own[text] as string) : text) };
}

/** The first that is there, as it is or without its country; of those before English only. */
function languageOf(known: readonly string[], wanted: readonly string[]): string | undefined {
  for (const one of wanted) {
    const [short = ''] = one.split('-');
    const found = [one, short].find((name) => known.includes(name));
    if (found !== undefined || short === 'en') return found;
  }
  return undefined;
}
