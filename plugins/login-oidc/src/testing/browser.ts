/** A browser without pages: it keeps cookies by origin, and follows what it is told to follow. */

export interface Page {
  readonly status: number;
  readonly url: string;
  /** Where it is sent on to; undefined: nowhere. */
  readonly to: string | undefined;
  readonly text: string;
}

export function createBrowser() {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string): Map<string, string> => {
    const { origin } = new URL(url);
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };

  async function go(url: string, form?: Readonly<Record<string, string>>): Promise<Page> {
    const jar = jarOf(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const location = answer.headers.get('location');
    const to = location === null ? undefined : new URL(location, url).href;
    return { status: answer.status, url, to, text: await answer.text() };
  }

  /** Goes on until a page is no redirect, or `stop` says so of the next address. */
  async function follow(url: string, stop: (next: string) => boolean = () => false): Promise<Page> {
    let page = await go(url);
    while (page.to !== undefined && !stop(page.to)) page = await go(page.to);
    return page;
  }
  return { go, follow, jarOf };
}
export type Browser = ReturnType<typeof createBrowser>;

/** Signs in at the forms of the provider; answers the address that it sends the browser back to. */
export async function signInAs(browser: Browser, start: string, login: string): Promise<string> {
  const isBack = (next: string) => next.includes('/callback?');
  let page = await browser.follow(start, isBack);
  while (page.to === undefined) {
    const prompt = /name="prompt" value="(\w+)"/.exec(page.text)?.[1];
    const action = /action="([^"]+)"/.exec(page.text)?.[1];
    if (!prompt || !action) throw new Error(`No form at ${page.url}: ${page.status} ${page.text}`);
    const sent = await browser.go(new URL(action, page.url).href, { prompt, login, password: 'x' });
    page = sent.to && !isBack(sent.to) ? await browser.follow(sent.to, isBack) : sent;
  }
  return page.to;
}
