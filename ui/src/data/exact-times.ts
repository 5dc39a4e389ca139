interface Timed {
  started_ms?: number | null;
  finished_ms?: number | null;
  started_at?: string | null;
  finished_at?: string | null;
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** Puts times to the millisecond in the place of whole seconds wherever an answer has them, in place. */
export function useExactTimes<T>(answer: T): T {
  if (Array.isArray(answer)) answer.forEach(useExactTimes);
  else if (typeof answer === 'object' && answer !== null) {
    const timed = answer as Timed;
    if (typeof timed.started_ms === 'number') timed.started_at = iso(timed.started_ms);
    if (typeof timed.finished_ms === 'number') timed.finished_at = iso(timed.finished_ms);
    Object.values(answer).forEach(useExactTimes);
  }
  return answer;
}
