/** Is it the same server? Scheme, host, port and path count; all names of loopback are one. */
export function isSameServer(one: string, other: string): boolean {
  return serverOf(one) === serverOf(other);
}

function serverOf(text: string): string {
  if (!URL.canParse(text)) return text;
  const { protocol, hostname, port, pathname } = new URL(text);
  const host = ['localhost', '[::1]'].includes(hostname) ? '127.0.0.1' : hostname;
  return `${protocol}//${host}:${port}${pathname.replace(/\/+$/, '')}`;
}
