/** An image without files, for another architecture than this machine's. */
import { createHash } from 'node:crypto';
import type { Engine } from '../../../../plugins/executor-docker/src/engine/engine.js';
import { writeTar } from '../../../../plugins/executor-docker/src/engine/tar.js';

export async function loadForeign(engine: Engine, name: string): Promise<void> {
  const layer = writeTar([]);
  const digest = createHash('sha256').update(layer).digest('hex');
  const config = {
    ...{ architecture: 'arm64', os: 'linux', config: { Cmd: ['sh'] } },
    rootfs: { type: 'layers', diff_ids: [`sha256:${digest}`] },
    history: [{ created: '2026-01-01T00:00:00Z' }],
  };
  const manifest = [{ Config: 'config.json', RepoTags: [name], Layers: ['layer.tar'] }];
  const file = (path: string, bytes: Uint8Array) => ({ name: path, mode: 0o644, bytes });
  const tar = writeTar([
    file('config.json', Buffer.from(JSON.stringify(config))),
    file('layer.tar', layer),
    file('manifest.json', Buffer.from(JSON.stringify(manifest))),
  ]);
  const answer = await engine.wire.stream({ method: 'POST', path: '/images/load', tar });
  for await (const block of answer) {
    if (String(block).includes('"error"')) throw new Error(String(block));
  }
}
