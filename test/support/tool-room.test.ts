import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { goModule } from './go-tool.js';
import { findTool, isBuilt, tool, type ToolRecipe } from './tool-room.js';

let room: string;

beforeEach(() => {
  room = mkdtempSync(join(tmpdir(), 'turnpike-tools-'));
  vi.stubEnv('TURNPIKE_TOOLS', room);
  vi.stubEnv('CI', '');
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(room, { recursive: true, force: true });
});

/** Says what `script` says, and counts how often it was made. */
function recipe(script = 'echo made', key: readonly string[] = []): ToolRecipe & { made: number } {
  return {
    made: 0,
    name: 'sample',
    version: '1.0',
    key: async () => key,
    async build(shop) {
      this.made += 1;
      await shop.run('sh', ['-c', `${script} && echo ok > result`]);
    },
  };
}

describe('tool room', () => {
  it('builds a tool once, also for those who ask at the same time', async () => {
    const made = recipe('sleep 0.2');
    const folders = await Promise.all([tool(made), tool(made), tool(made)]);
    expect(new Set(folders).size).toBe(1);
    expect(readFileSync(join(folders[0]!, 'result'), 'utf8')).toBe('ok\n');
    expect(await tool(made)).toBe(folders[0]);
    expect(made.made).toBe(1);
  });

  it('keeps what differs in version or key apart', async () => {
    const first = await tool(recipe());
    expect(await isBuilt(recipe('', ['-tags=seccomp']))).toBe(false);
    expect(await tool(recipe('true', ['-tags=seccomp']))).not.toBe(first);
    expect(await tool({ ...recipe(), version: '1.1' })).not.toBe(first);
    expect(await isBuilt(recipe())).toBe(true);
  });

  it('says why a tool could not be built, keeps the whole log and nothing half', async () => {
    const bad = recipe('echo no such compiler >&2; exit 7');
    const failure = tool(bad);
    await expect(failure).rejects.toThrow(/sample 1\.0 could not be built: .*no such compiler/s);
    const log = readdirSync(room).find((name) => name.endsWith('.log'))!;
    expect(readFileSync(join(room, log), 'utf8')).toBe('no such compiler\n');
    expect(await isBuilt(bad)).toBe(false);
    // The next one begins anew.
    await expect(tool(bad)).rejects.toThrow('no such compiler');
    expect(bad.made).toBe(2);
  });

  it('goes on after a build that was killed', async () => {
    const folder = await tool(recipe());
    rmSync(folder, { recursive: true });
    await mkdir(`${folder}.half`);
    await writeFile(join(`${folder}.half`, 'rest'), 'of the last one');
    expect(readdirSync(await tool(recipe()))).toEqual(['result']);
  });

  it('is a visible skip where it cannot be had, and an error in CI', async () => {
    const bad = recipe('exit 1');
    expect(await findTool(bad)).toBeUndefined();
    expect(console.warn).toHaveBeenLastCalledWith(expect.stringContaining('skipped: sample'));
    vi.stubEnv('CI', 'true');
    await expect(findTool(bad)).rejects.toThrow('could not be built');
  });

  it('builds from a module of Go at the lowest priority, and leaves its folder as it is', async (test) => {
    if (!hasGo()) return test.skip('Go is not installed');
    const module = join(room, 'module');
    await mkdir(module);
    writeFileSync(join(module, 'go.mod'), 'module turnpike.test/hello\n\ngo 1.19\n');
    writeFileSync(
      join(module, 'main.go'),
      'package main\n\nvar word = "none"\n\nfunc main() { println(word) }\n',
    );
    const hello = goModule({
      name: 'hello',
      version: 'v1',
      module,
      packages: ['.'],
      ldflags: '-X main.word=stamped',
    });
    const folder = await tool(hello);
    const said = execFileSync('sh', ['-c', '"$0" 2>&1', join(folder, 'hello')], {
      encoding: 'utf8',
    });
    expect(said).toBe('stamped\n');
    expect(readdirSync(module)).toEqual(['go.mod', 'main.go']);
    writeFileSync(join(module, 'go.mod'), 'module turnpike.test/hello\n\ngo 1.18\n');
    expect(await isBuilt(hello)).toBe(false);
  });
});

function hasGo(): boolean {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
