/** How often something is made anew in what another process takes away meanwhile. */
const TRIES = 100;

/**
 * Does it again while a file or folder that it needs is not there: for folders that others take away where they are
 * empty, at any moment, also while something is being made in them. Node's own way of making parents looks at what
 * is there, and fails as well. Throws what it threw last. @experimental
 */
export async function whileGone<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries >= TRIES || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}
