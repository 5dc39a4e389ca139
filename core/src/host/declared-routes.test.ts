import { describe, expect, it } from 'vitest';
import { refuseUndeclaredRoute } from './declared-routes.js';

const answers = (method: string, path: string, ...declared: readonly string[]) => {
  try {
    refuseUndeclaredRoute('notes', { method, path }, declared);
    return true;
  } catch {
    return false;
  }
};

describe('an address that a plugin may answer', () => {
  it.each<readonly [string, string, string]>([
    ['GET', '/notes', 'GET /notes'],
    ['GET', '/notes', '/notes'],
    ['POST', '/notes', '/notes'],
    ['GET', '/notes/:id', 'GET /notes/:name'],
    ['GET', '/notes', '/notes/*'],
    ['PUT', '/notes/:id/lines', '/notes/*'],
    ['DELETE', '/notes/:id', 'DELETE /notes/*'],
    ['GET', '/:owner/:name.svg', 'GET /:owner/:name.svg'],
    ['GET', '/a/:rest(.*)', 'GET /a/:path(.*)'],
    ['GET', '/anything', '/*'],
  ])('%s %s is declared by %s', (method, path, declared) => {
    expect(answers(method, path, 'GET /other', declared)).toBe(true);
  });

  it.each<readonly [string, string, string]>([
    ['POST', '/notes', 'GET /notes'],
    ['GET', '/notes/:id', '/notes'],
    ['GET', '/notes-of-others', '/notes/*'],
    ['GET', '/', '/notes/*'],
    ['PUT', '/notes/:id', 'DELETE /notes/*'],
    ['GET', '/a/:b', 'GET /a/:b(.*)'],
  ])('%s %s is not declared by %s', (method, path, declared) => {
    expect(answers(method, path, declared)).toBe(false);
  });

  it('is refused with the line to add', () => {
    const refused = () => refuseUndeclaredRoute('notes', { method: 'GET', path: '/x' }, []);
    expect(refused).toThrow('notes answers GET /x, which it does not declare.');
    expect(refused).toThrow(
      expect.objectContaining({
        code: 'TURNPIKE_PLUGIN_PERMISSION',
        details: expect.objectContaining({
          wayOut: expect.stringContaining("permissions: { routes: ['GET /x'] }") as string,
        }) as object,
      }),
    );
  });
});
