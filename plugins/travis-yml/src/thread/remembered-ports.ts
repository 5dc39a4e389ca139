import type { ConfigPorts } from '@turnpike/sdk';
import { outsideOfFuse } from './fuse.js';

/** Ports that ask once: whoever begins anew in a thread has the same answers, and no host is asked twice. */
export function rememberedPorts(ports: ConfigPorts): ConfigPorts {
  const { file, repo, reencrypt, decrypt } = ports;
  return {
    file: once(file.bind(ports)),
    repo: once(repo.bind(ports)),
    ...(reencrypt && { reencrypt: once(reencrypt.bind(ports)) }),
    ...(decrypt && { decrypt: once(decrypt.bind(ports)) }),
  };
}

function once<T>(ask: (...args: string[]) => Promise<T>): (...args: string[]) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (...args) => {
    const key = JSON.stringify(args);
    const answer = known.get(key) ?? ask(...args);
    known.set(key, answer);
    return outsideOfFuse(() => answer);
  };
}
