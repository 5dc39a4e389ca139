import type {
  WireBrowserSessions,
  WireIdentities,
  WireInputs,
  WireRevoked,
  WireSecondFactor,
  WireSecondFactorKey,
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

export function returnFromUser(): Promise<WireSession> {
  return call('returnFromUser');
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

export function endOtherSessions(): Promise<WireRevoked> {
  return call('endOtherSessions');
}

export function listIdentities(signal?: AbortSignal): Promise<WireIdentities> {
  return call('identities', signal ? { signal } : {});
}

/** Answers where the browser goes on. */
export async function linkIdentity(host: string): Promise<string> {
  return (await call('linkIdentity', { body: { host } })).url;
}

export function unlinkIdentity(id: number): Promise<void> {
  return call('unlinkIdentity', { params: { id } });
}

export function getSecondFactor(signal?: AbortSignal): Promise<WireSecondFactor> {
  return call('secondFactor', signal ? { signal } : {});
}

export function beginSecondFactor(current: string): Promise<WireSecondFactorKey> {
  return call('beginSecondFactor', { body: { current } });
}

export async function confirmSecondFactor(code: string): Promise<readonly string[]> {
  return (await call('confirmSecondFactor', { body: { code } })).codes;
}

export function removeSecondFactor(current: string): Promise<void> {
  return call('removeSecondFactor', { body: { current } });
}
