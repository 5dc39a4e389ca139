import { ExternalHostError } from '@turnpike/sdk';
import type { Channel } from './channels.js';
import type { Heard, Session } from './session.js';

/** Who speaks, and how. */
export interface Speaker {
  readonly nick: string;
  readonly password?: string | undefined;
  readonly nickservPassword?: string | undefined;
  /** NOTICE instead of PRIVMSG. */
  readonly useNotice: boolean;
  /** Speaks from outside. */
  readonly skipJoin: boolean;
}

const WELCOME = '001';
const NICK_TAKEN = new Set(['433', '436']);
const MOST_NICKS = 5;
/** Nobody there, cannot send, no such channel, too many, full, invite only, banned, wrong key, registered only. */
const NOT_HERE = new Set([
  '401',
  '403',
  '404',
  '405',
  '437',
  '471',
  '473',
  '474',
  '475',
  '476',
  '477',
]);

/** Says the lines in each channel, and goes. Throws what a server refuses, channel by channel, at the end. */
export async function tell(
  session: Session,
  channels: readonly Channel[],
  lines: readonly string[],
  speaker: Speaker,
): Promise<void> {
  await enter(session, speaker);
  const refused: string[] = [];
  for (const channel of channels) {
    const reason = speaker.skipJoin ? undefined : await join(session, channel);
    if (reason !== undefined) refused.push(`${channel.name}: ${reason}`);
    else sayAll(session, channel.name, lines, speaker.useNotice ? 'NOTICE' : 'PRIVMSG');
  }
  const late = await settled(session);
  await session.quit();
  const all = [...refused, ...late];
  if (all.length > 0) throw new ExternalHostError('TURNPIKE_HOST_REFUSED', all.join('; '));
}

async function enter(session: Session, speaker: Speaker): Promise<void> {
  if (speaker.password !== undefined) session.say(`PASS ${speaker.password}`);
  session.say(`NICK ${speaker.nick}`);
  session.say(`USER ${speaker.nick} 0 * :Turnpike`);
  for (let tries = 1; ; tries += 1) {
    const heard = await session.until(({ command }) => isAnswer(command));
    if (heard.command === WELCOME) break;
    if (!NICK_TAKEN.has(heard.command) || tries > MOST_NICKS) throw refusal(heard);
    session.say(`NICK ${speaker.nick}${'_'.repeat(tries)}`);
  }
  if (speaker.nickservPassword !== undefined)
    session.say(`PRIVMSG NickServ :IDENTIFY ${speaker.nickservPassword}`);
}

const isAnswer = (command: string): boolean =>
  command === WELCOME || command === 'ERROR' || /^4\d\d$/.test(command);

/** undefined: it is in. */
async function join(session: Session, { name, key }: Channel): Promise<string | undefined> {
  session.say(`JOIN ${name}${key === undefined ? '' : ` ${key}`}`);
  const heard = await session.until(
    ({ command, words }) =>
      command === 'ERROR' ||
      ((command === 'JOIN' || command === '366' || NOT_HERE.has(command)) && isOf(words, name)),
  );
  if (heard.command === 'ERROR') throw refusal(heard);
  return NOT_HERE.has(heard.command) ? wordsOf(heard) : undefined;
}

const isOf = (words: readonly string[], name: string): boolean =>
  words.some((word) => word.toLowerCase() === name.toLowerCase());

function sayAll(session: Session, name: string, lines: readonly string[], verb: string): void {
  for (const line of lines) session.say(`${verb} ${name} :${line}`);
}

/** A server answers in order: what it refused of the lines is known once it has answered this. */
async function settled(session: Session): Promise<readonly string[]> {
  const refused: string[] = [];
  session.say('PING :turnpike-told');
  await session.until((heard) => {
    if (NOT_HERE.has(heard.command)) refused.push(`${heard.words[1] ?? ''}: ${wordsOf(heard)}`);
    return heard.command === 'PONG' || heard.command === 'ERROR';
  });
  return [...new Set(refused)];
}

const wordsOf = ({ command, words }: Heard): string => `${words.at(-1) ?? ''} (${command})`;

const refusal = (heard: Heard): ExternalHostError =>
  new ExternalHostError('TURNPIKE_HOST_REFUSED', `the server refused: ${wordsOf(heard)}`);
