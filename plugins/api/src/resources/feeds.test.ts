import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { element } from '../render/xml.js';
import { startTestApi, tokenOf, type TestApi } from '../testing/test-api.js';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.stop());

interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  text: string;
}

/** By a parser that refuses what is no XML. */
function parse(xml: string): readonly Node[] {
  const nodes: Node[] = [];
  const open: Node[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const node = { name, attributes, text: '' };
    nodes.push(node);
    open.push(node);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', (text) => {
    const node = open.at(-1);
    if (node) node.text += text;
  });
  parser.write(xml).close();
  return nodes;
}

/** Without a header that names a version, as lamps ask. */
async function ask(who: string | null, path: string) {
  const headers = new Headers(who === null ? [] : [['authorization', `token ${tokenOf(who)}`]]);
  const answer = await api.host.request(path, { headers });
  const text = await answer.text();
  return { status: answer.status, type: answer.headers.get('content-type'), text };
}

describe('CCTray', () => {
  it('tells the last result, also while another build runs', async () => {
    const of = async () => parse((await ask('reader', '/repos/ada/engine/cc.xml')).text);
    const [projects, project] = await of();
    expect(projects?.name).toBe('Projects');
    expect(project?.attributes).toEqual({
      name: 'ada/engine',
      activity: 'Sleeping',
      lastBuildStatus: 'Success',
      lastBuildLabel: '1',
      lastBuildTime: expect.stringMatching(/Z$/),
      webUrl: expect.stringMatching(/\/ada\/engine\/builds\/1$/),
    });
    await api.addBuild('created');
    const [, running] = await of();
    expect(running?.attributes).toMatchObject({
      activity: 'Building',
      lastBuildStatus: 'Success',
      lastBuildLabel: '1',
    });
  });

  it('is found by id, by owner and by branch, and only by who may see it', async () => {
    const names = async (who: string | null, path: string) => {
      const { status, text } = await ask(who, path);
      if (status !== 200) return status;
      return parse(text).flatMap(({ attributes }) => attributes['name'] ?? []);
    };
    expect(await names('reader', '/repos/1/cc.xml')).toEqual(['ada/engine']);
    expect(await names('reader', '/repos/ada.xml')).toEqual(['ada/engine']);
    expect(await names('stranger', '/repos/ada.xml')).toEqual([]);
    expect(await names('stranger', '/repos/ada/engine/cc.xml')).toBe(404);
    expect(await names(null, '/repos/1/cc.xml')).toBe(404);
    expect(await names(null, '/repos/1/cc.xml?token=wrong')).toBe(404);
    expect(await names('reader', '/repos/1/cc.xml?branch=main')).toEqual(['ada/engine']);
    expect(await names('reader', '/repos/1/cc.xml?branch=other')).toEqual([]);
    await api.ask('root', 'POST /v3/repo/1/key_pair/generated');
    const { body } = await api.ask('reader', 'GET /v3/repo/1');
    const token = String(body['badge_token']);
    expect(await names(null, `/repos/1/cc.xml?token=${token}`)).toEqual(['ada/engine']);
  });
});

it('is an Atom feed of builds', async () => {
  await api.addBuild();
  for (const path of ['/repos/ada/engine/builds.atom', '/ada/engine/builds.atom']) {
    const { type, text } = await ask('reader', path);
    expect(type).toContain('application/atom+xml');
    const nodes = parse(text);
    const of = (name: string) => nodes.filter((node) => node.name === name).map((one) => one.text);
    expect(of('entry')).toHaveLength(2);
    expect(of('id')).toEqual(['repo:1', 'repo:1:build:2', 'repo:1:build:1']);
    expect(of('title')).toContain('ada/engine Build #2');
    expect(of('summary')[0]).toContain('<p>Add a wheel (Ada)</p>');
  }
  expect((await ask('stranger', '/ada/engine/builds.atom')).status).toBe(404);
});

it('is XML whatever people wrote (property)', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, value) => {
      const [root] = parse(element('a', { b: value }, text));
      const kept = (one: string) =>
        one.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
      expect(root?.text).toBe(kept(text));
      expect(root?.attributes['b']).toBe(kept(value));
    }),
    { numRuns: 500 },
  );
});
