/** The refusals of API v3 (travis-api facts 4), by the names that its clients know. */
import { ConflictError, InputError, NotAllowedError, TurnpikeError } from '@turnpike/sdk';

export { insufficient, notFound } from '@turnpike/sdk/store';

export function loginRequired(): NotAllowedError {
  return new NotAllowedError('TURNPIKE_AUTH_REQUIRED');
}

export function adminRequired(): NotAllowedError {
  return new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'Only administrators may do this.', {
    errorType: 'admin_access_required',
  });
}

export function wrongParams(message: string, key?: string): InputError {
  const details = { errorType: 'wrong_params', ...(key ? { key } : {}) };
  return new InputError('TURNPIKE_INPUT_INVALID', message, details);
}

/** 422: well formed, but it cannot be done. */
export function unprocessable(message: string, key?: string): InputError {
  return new InputError('TURNPIKE_INPUT_REFUSED', message, key ? { key } : {});
}

export function conflict(errorType: string, message: string, details = {}): ConflictError {
  return new ConflictError('TURNPIKE_CONFLICT', message, { errorType, ...details });
}

export function notHere(what: string, plugin: string): TurnpikeError {
  return new TurnpikeError('TURNPIKE_REMOTE_UNAVAILABLE', `${what} is not available here.`, {
    wayOut: `Run the plugin ${plugin} in this process, or name its address in \`remotes\`.`,
  });
}
