/**
 * Credentials as an engine takes them, for one call. With the padding, which Node's own `base64url` leaves out: older
 * engines then silently go without credentials.
 */
export function registryAuth(
  registry: string,
  credentials: { readonly username: string; readonly password: string },
): { readonly 'x-registry-auth': string } {
  // Engines know the default registry by an address of its first version.
  const serveraddress = registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry;
  const text = JSON.stringify({ ...credentials, serveraddress });
  const base64 = Buffer.from(text).toString('base64');
  return { 'x-registry-auth': base64.replaceAll('+', '-').replaceAll('/', '_') };
}
