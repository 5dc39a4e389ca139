import type {
  WireBrowserSessions,
  WireInputs,
  WireSession,
  WireToken,
  WireTokens,
} from '@turnpike/core/contracts/wire';
import { call } from './http.js';

export function getSession(): Promise<WireSession> {
  return call('session');
}

export function logIn(body: WireInputs['session']): Promise<WireSession> {
  return call('logIn', { body });
}

export function logOut(): Promise<void> {
  return call('logOut');
}

export function setPassword(body: WireInputs['password']): Promise<void> {
  return call('setPassword', { body });
}

export function listSessions(signal?: AbortSignal): Promise<WireBrowserSessions> {
  return call('sessions', signal ? { signal } : {});
}

export function endSession(id: string): Promise<void> {
  return call('endSession', { params: { id } });
}

export function listTokens(signal?: AbortSignal): Promise<WireTokens> {
  return call('tokens', signal ? { signal } : {});
}

export function createToken(body: WireInputs['token']): Promise<WireToken> {
  return call('createToken', { body });
}

export function deleteToken(id: number): Promise<void> {
  return call('deleteToken', { params: { id } });
}
