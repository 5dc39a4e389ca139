/** A second factor by time (TOTP, RFC 6238), and recovery codes that stand in for it. */
import { randomInt } from 'node:crypto';
import { generateSecret, generateURI, verifySync } from 'otplib';
import type { SecretBox } from '@turnpike/sdk';
import type { Tables } from './tables.js';

/** Clocks of telephones may be off by so much. */
const SKEW_SECONDS = 30;
const RECOVERY_CODES = 10;
/** Without characters that are taken for one another. */
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';

export interface SecondFactor {
  /** Is it asked for? */
  isActive(userId: number): Promise<boolean>;
  codesLeft(userId: number): Promise<number>;
  /** A new key, which counts once it is confirmed. undefined: there is an active one, which stays. */
  begin(
    userId: number,
    label: string,
  ): Promise<{ readonly key: string; readonly url: string } | undefined>;
  /** The recovery codes; undefined: the code is wrong, or nothing was begun. */
  confirm(userId: number, code: string): Promise<readonly string[] | undefined>;
  /** Uses a code up: of the factor, or a recovery code. */
  take(userId: number, code: string): Promise<boolean>;
  /** false: there was none. */
  remove(userId: number): Promise<boolean>;
}
interface Ports {
  readonly tables: Pick<Tables, 'factors' | 'recovery'>;
  readonly secrets: Pick<SecretBox, 'seal' | 'open' | 'hash'>;
  /** Milliseconds since 1970. */
  now(): Promise<number>;
}

export function createSecondFactor(ports: Ports): SecondFactor {
  const { factors, recovery } = ports.tables;
  const { secrets } = ports;
  return {
    isActive: async (userId) => (await factors.first({ userId, active: true })) !== undefined,
    codesLeft: async (userId) => (await recovery.find({ userId })).length,
    async begin(userId, label) {
      if (await factors.first({ userId, active: true })) return undefined;
      const key = generateSecret();
      await factors.delete({ userId, active: false });
      const sealedKey = secrets.seal(key);
      await factors.insert({ userId, sealedKey, active: false, lastStep: 0 });
      return { key, url: generateURI({ issuer: 'Turnpike', label, secret: key }) };
    },
    async confirm(userId, code) {
      if (!(await takeTimed(ports, userId, code, false))) return undefined;
      const codes = Array.from({ length: RECOVERY_CODES }, newCode);
      await recovery.delete({ userId });
      for (const one of codes) await recovery.insert({ userId, codeHash: secrets.hash(one) });
      return codes;
    },
    async take(userId, code) {
      if (await takeTimed(ports, userId, code, true)) return true;
      const codeHash = secrets.hash(code.trim().toLowerCase());
      // Deleting is the claim.
      return (await recovery.delete({ userId, codeHash })) > 0;
    },
    async remove(userId) {
      await recovery.delete({ userId });
      return (await factors.delete({ userId })) > 0;
    },
  };
}

/** Each step counts once: of two that send one code only one changes the row. The first code makes it active. */
async function takeTimed(
  { tables: { factors }, secrets, now }: Ports,
  userId: number,
  code: string,
  active: boolean,
): Promise<boolean> {
  const token = code.replaceAll(/\s/g, '');
  const row = await factors.first({ userId, active });
  if (!row || !/^\d{6}$/.test(token)) return false;
  const epoch = Math.floor((await now()) / 1000);
  const secret = secrets.open(row.sealedKey);
  const result = verifySync({ secret, token, epoch, epochTolerance: SKEW_SECONDS });
  const lastStep = Number(row.lastStep);
  if (!result.valid || !('timeStep' in result) || result.timeStep <= lastStep) return false;
  const { id, lastStep: before } = row;
  const changed = await factors.update(
    { id, active, lastStep: before },
    { active: true, lastStep: result.timeStep },
  );
  return changed === 1;
}

/** 50 bits: `k3v7x-9qm2p`. */
function newCode(): string {
  const half = () => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `${half()}-${half()}`;
}
