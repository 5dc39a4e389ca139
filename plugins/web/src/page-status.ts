import type { HttpExchange, Logger, ShownPages, VisitorRights } from '@turnpike/sdk';

export interface PageStatusPorts {
  /** Known where the api runs in the same process. */
  readonly shown?: ShownPages | undefined;
  readonly visitors?: VisitorRights | undefined;
  readonly log: Pick<Logger, 'warn'>;
}

/** What a page is served with: 404 where it has nothing to show, 503 where nobody can tell. */
export async function pageStatus(
  { shown, visitors, log }: PageStatusPorts,
  exchange: HttpExchange,
): Promise<200 | 404 | 503> {
  if (!shown || (isBrowser(exchange) && mustLogIn(exchange, visitors))) return 200;
  try {
    return (await shown.has(exchange.path, exchange.principal)) ? 200 : 404;
  } catch (error) {
    log.warn({ err: error }, 'It cannot be told whether a page has something to show');
    return 503;
  }
}

/** It shows the form to log in, whatever is at the address. */
function mustLogIn({ principal }: HttpExchange, visitors: VisitorRights | undefined): boolean {
  return principal.kind === 'anonymous' && visitors?.mayRead !== true;
}

function isBrowser({ headers }: HttpExchange): boolean {
  return headers['sec-fetch-mode'] === 'navigate';
}
