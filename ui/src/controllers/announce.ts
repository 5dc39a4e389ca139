/** What the app's toasts and its one live region hear. */
export interface Notice {
  readonly kind: 'done' | 'problem';
  readonly text: string;
}

/** Tells the reader that something was done or went wrong: a toast, read aloud politely. */
export function announce(kind: Notice['kind'], text: string): void {
  dispatchEvent(new CustomEvent<Notice>('tp-notice', { detail: { kind, text } }));
}

/** Runs a write and tells how it ended. Answers undefined when it failed. */
export async function attempt<T>(work: () => Promise<T>, done?: string): Promise<T | undefined> {
  try {
    const value = await work();
    if (done) announce('done', done);
    return value;
  } catch (error) {
    announce('problem', error instanceof Error ? error.message : String(error));
    return undefined;
  }
}
