/** One endpoint of version 2: the doors of version 3, and refusals as its clients read them. */
import { isTurnpikeError, TurnpikeError, type HttpResponse, type Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type EndpointOptions, type Handle } from '../endpoint.js';

export function endpointV2(
  api: Api,
  address: string,
  handle: Handle,
  options: EndpointOptions = {},
): Route {
  const route = endpoint(api, address, handle, options);
  return {
    ...route,
    async handle(exchange): Promise<HttpResponse> {
      try {
        return await route.handle(exchange);
      } catch (error) {
        throw isTurnpikeError(error) ? inV2(error) : error;
      }
    },
  };
}

const CODES: Readonly<Record<string, string>> = {
  build_not_cancelable: 'cant_cancel',
  job_not_cancelable: 'cant_cancel',
};

/** The refusal of version 3, and `error` with a message beside it; `file` is what a 404 has always said. */
function inV2(error: TurnpikeError): TurnpikeError {
  const { errorType, envelope } = error.details ?? {};
  const code = typeof errorType === 'string' ? (CODES[errorType] ?? errorType) : error.code;
  const told = {
    ...(typeof envelope === 'object' ? envelope : {}),
    error: { message: error.message, code },
    ...(error.code === 'TURNPIKE_NOT_FOUND' ? { file: 'not found' } : {}),
  };
  const details = { ...error.details, envelope: told };
  return new TurnpikeError(error.code, error.message, details, error);
}
