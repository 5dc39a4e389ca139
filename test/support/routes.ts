/** A path that a route answers to: each of its parameters is `value`. */
export const addressOf = (path: string, value: string): string =>
  path.replaceAll(/:\w+(\([^)]*\))?/g, value).replaceAll(/[()*]/g, '');
