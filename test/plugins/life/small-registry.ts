/** A registry of packages for one test: what npm asks for, and nothing more. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface SmallRegistry {
  readonly url: string;
  /** Paths that were asked for. */
  readonly asked: string[];
  /** `files` by name; package.json is made of `manifest`. */
  publish(manifest: Manifest, files: Readonly<Record<string, string>>): void;
  close(): Promise<void>;
}
interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly [key: string]: unknown;
}
interface Published extends Manifest {
  readonly file: string;
}

export async function smallRegistry(folder: string): Promise<SmallRegistry> {
  const published: Published[] = [];
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    asked.push(path);
    const tarball = published.find(({ file }) => path === `/files/${file}`);
    if (tarball) return response.end(readFileSync(join(folder, tarball.file)));
    const versions = published.filter(({ name }) => path === `/${name}`);
    if (versions.length > 0) return response.end(JSON.stringify(packument(versions, url())));
    response.statusCode = 404;
    return response.end('{"error": "not found"}');
  });
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: url(),
    asked,
    publish(manifest, files) {
      const file = `${manifest.name.replace(/\W+/g, '-')}-${manifest.version}.tgz`;
      const place = join(folder, `${file}-content`);
      mkdirSync(join(place, 'package'), { recursive: true });
      for (const [name, text] of Object.entries({
        ...files,
        'package.json': JSON.stringify(manifest),
      }))
        writeFileSync(join(place, 'package', name), text);
      execFileSync('tar', ['czf', join(folder, file), '-C', place, 'package']);
      published.push({ ...manifest, file });
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };

  function packument(versions: readonly Published[], base: string): object {
    const entries = versions.map(({ file, ...manifest }) => {
      const bytes = readFileSync(join(folder, file));
      const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
      const shasum = createHash('sha1').update(bytes).digest('hex');
      const dist = { tarball: `${base}/files/${file}`, integrity, shasum };
      return [manifest.version, { ...manifest, dist }] as const;
    });
    const { name, version } = versions.at(-1)!;
    return { name, 'dist-tags': { latest: version }, versions: Object.fromEntries(entries) };
  }
}
