/** Types of the files that are served; others are not. `text`: worth compressing. */
const TYPES: Readonly<Record<string, { readonly type: string; readonly text: boolean }>> = {
  html: { type: 'text/html; charset=utf-8', text: true },
  js: { type: 'text/javascript; charset=utf-8', text: true },
  css: { type: 'text/css; charset=utf-8', text: true },
  json: { type: 'application/json; charset=utf-8', text: true },
  map: { type: 'application/json; charset=utf-8', text: true },
  webmanifest: { type: 'application/manifest+json', text: true },
  svg: { type: 'image/svg+xml', text: true },
  txt: { type: 'text/plain; charset=utf-8', text: true },
  png: { type: 'image/png', text: false },
  ico: { type: 'image/x-icon', text: false },
  woff2: { type: 'font/woff2', text: false },
};

export function contentType(path: string): { type: string; text: boolean } | undefined {
  const extension = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase();
  return extension !== undefined && Object.hasOwn(TYPES, extension) ? TYPES[extension] : undefined;
}
