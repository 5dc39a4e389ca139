import { API, type ApiName } from '../wire/paths.js';

/** What a call's address is filled in with. @stable */
export interface AddressParts {
  /** By the names in the path; a slug's slash is encoded. */
  readonly params?: Readonly<Record<string, string | number>> | undefined;
  /** What is undefined or an empty text is left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>> | undefined;
}

/** Method, and path with its query, of a call. Throws where a parameter of the path is not given. @stable */
export function addressOfCall(
  name: ApiName,
  { params = {}, query = {} }: AddressParts = {},
): { readonly method: string; readonly path: string } {
  const [method = 'GET', template = '/'] = API[name].split(' ');
  const path = template.replace(/:(\w+)(\(\.\*\))?/g, (_all, part: string, rest?: string) => {
    const value = params[part];
    if (value === undefined) throw new Error(`${name} needs ${part}`);
    const text = String(value);
    return rest === undefined
      ? encodeURIComponent(text)
      : text.split('/').map(encodeURIComponent).join('/');
  });
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(key, String(value));
  return { method, path: search.size > 0 ? `${path}?${search}` : path };
}
