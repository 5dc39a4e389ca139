/** The S3 server that takes everything: what a server may do that is not looked at. Fragile; for one test. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './mosquitto.js';
import type { S3User } from './s3-server.js';
import { findTool, type ToolRecipe } from './tool-room.js';

const VERSION = '3.7.1';
const s3rver: ToolRecipe = {
  name: 's3rver',
  version: VERSION,
  key: async () => [process.version.split('.')[0]!],
  async build(shop) {
    const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', `s3rver@${VERSION}`];
    await shop.run('npm', [...args, '--prefix', shop.folder]);
  },
};

export interface LaxServer {
  readonly endpoint: string;
  readonly bucket: string;
  readonly user: S3User;
  remove(): Promise<void>;
}

/** undefined, with a visible reason, where it cannot be had; with `CI` set that is an error. */
export async function startS3rver(): Promise<LaxServer | undefined> {
  const tool = await findTool(s3rver);
  if (tool === undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'turnpike-s3rver-'));
  const port = await freePort();
  const program = join(tool, 'node_modules/s3rver/bin/s3rver.js');
  const options = [
    '-d',
    folder,
    '-a',
    '127.0.0.1',
    '-p',
    String(port),
    '--configure-bucket',
    'lax',
  ];
  const child = spawn(process.execPath, [program, ...options], { stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  const isUp = (): Promise<boolean> => fetch(endpoint).then(Boolean, () => false);
  for (let tries = 0; tries < 2_400 && !(await isUp()); tries += 1) {
    if (child.exitCode !== null) throw new Error(`s3rver ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return {
    endpoint,
    bucket: 'lax',
    user: { accessKey: 'S3RVER', secretKey: 'S3RVER' },
    async remove() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.kill('SIGKILL')) await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
