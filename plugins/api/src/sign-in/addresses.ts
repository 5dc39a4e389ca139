/** Where a sign-in at a host begins and ends here. */

export function startPath(host: string): string {
  return `/auth/${encodeURIComponent(host)}/start`;
}

/** What has to be registered at the host, to the letter. */
export function redirectUri(publicUrl: string, host: string): string {
  return `${publicUrl}/auth/${encodeURIComponent(host)}/callback`;
}

/** What comes back stands in the address: in clear text only within this machine. */
export function maySignIn(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
