import type { HttpResponse } from '@turnpike/sdk';

interface Told {
  readonly outcome: string;
  readonly reason: string | null;
}
const told = ({ body }: HttpResponse): Told => body as Told;

/** What is answered for a delivery that told of several things: what the weightiest of them was answered. */
export function toldOfParts(answers: readonly HttpResponse[]): HttpResponse {
  const of = (outcome: string) => answers.filter((one) => told(one).outcome === outcome);
  const [accepted, rejected, ignored] = [of('accepted'), of('rejected'), of('ignored')];
  const first = [...accepted, ...rejected, ...ignored, ...answers][0]!;
  const counted = `${answers.length} changes: ${accepted.length} accepted`;
  const { reason } = told(first);
  const words = reason === null ? `${counted}.` : `${counted}. ${reason}`;
  return { ...first, body: { ...told(first), reason: words } };
}
