/** What renderers share: rights, rows, what is to be included, and the way down from the root. */
import type { JobBrief } from '@turnpike/sdk/store';
import type { Branch, Build, BuildRequest, Repository } from '@turnpike/sdk';
import type { Access } from '@turnpike/sdk/store';
import type { Includes } from '../envelope/includes.js';
import type { Loader } from '../loader.js';

export type Form = 'minimal' | 'standard';
export type Wire = Readonly<Record<string, unknown>>;

/** The objects that hold each other. Reached through `render.draw`, so that their modules do not import in circles. */
export interface Renderers {
  repository(render: Render, repository: Repository, form: Form): Promise<Wire>;
  branch(render: Render, repository: Repository, branch: Branch, form: Form): Promise<Wire>;
  build(render: Render, build: Build, form: Form): Promise<Wire>;
  job(render: Render, job: JobBrief, build: Build, form: Form): Promise<Wire>;
  request(render: Render, request: BuildRequest, form: Form): Promise<Wire>;
}

export interface Render {
  readonly draw: Renderers;
  readonly access: Access;
  readonly load: Loader;
  /** `standard` for a field that the client asked for, else `minimal`. */
  form(field: `${string}.${string}`): Form;
  asked(field: `${string}.${string}`): boolean;
  /** The same, one object further down. */
  within(href: string): Render;
  /** Draws a nested object; one that stands on the way down is only named. */
  nested(href: string, work: (inner: Render) => Promise<Wire>): Promise<Wire>;
}

export interface RenderParts {
  readonly access: Access;
  readonly load: Loader;
  readonly includes: Includes;
  readonly draw: Renderers;
}

export function createRender(parts: RenderParts, path: readonly string[] = []): Render {
  const { access, load, includes, draw } = parts;
  const render: Render = {
    access,
    load,
    draw,
    asked: (field) => includes.has(field),
    form: (field) => (includes.has(field) ? 'standard' : 'minimal'),
    within: (href) => createRender(parts, [...path, href]),
    nested: async (href, work) => (path.includes(href) ? { '@href': href } : work(render)),
  };
  return render;
}

/** The head of every object. Rights stand on standard forms. */
export function head(
  type: string,
  href: string | undefined,
  form: Form,
  permissions?: Readonly<Record<string, boolean>>,
): Wire {
  return {
    '@type': type,
    ...(href ? { '@href': href } : {}),
    '@representation': form,
    ...(form === 'standard' && permissions ? { '@permissions': permissions } : {}),
  };
}
