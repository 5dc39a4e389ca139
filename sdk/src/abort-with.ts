/**
 * Aborts a controller when a signal is aborted, until the answer is called. For one piece of work after another under
 * a signal that lives as long as the plugin: what `AbortSignal.any` makes of it leaves a trace on it for good.
 * @experimental
 */
export function abortWith(controller: AbortController, signal: AbortSignal): () => void {
  const pass = (): void => controller.abort(signal.reason);
  if (signal.aborted) pass();
  else signal.addEventListener('abort', pass, { once: true });
  return () => signal.removeEventListener('abort', pass);
}
