import { describe, expect, it } from 'vitest';
import { HOOK_KINDS, type HookName } from '../contracts/hooks.js';
import { answerCheck } from './tap-answers.js';

const context = { repo: {}, config: {}, configs: [] };
const right: readonly (readonly [HookName, unknown])[] = [
  ['request.accept', { rule: 'frozen', message: 'It is frozen.' }],
  ['job.limit', { limit: 'owner', message: 'Five run.' }],
  ['config.fetch', ''],
  ['job.route', 'linux'],
  ['notification.filter', 'It is night.'],
  ['access.decide', 'deny'],
  ['config.normalize', { ...context, config: { os: 'osx' } }],
  ['log.filter', { ...context, bytes: new Uint8Array(2) }],
  ['host.ready', 7],
  ['instance.started', 'whatever'],
];
const wrong: readonly (readonly [HookName, unknown, RegExp])[] = [
  ['request.accept', true, /answered true/],
  ['request.accept', {}, /answered \{\}/],
  ['request.accept', null, /null/],
  ['request.accept', 'no', /a string.*\{ rule, message \}/],
  ['request.approve', { rule: '', message: 'No.' }, /rule, message/],
  ['delivery.accept', ['no'], /a list/],
  ['job.command', { message: 'No.' }, /\{ message \}/],
  ['job.limit', { rule: 'owner', message: 'Five run.' }, /limit, message/],
  ['job.limit', 5, /a number/],
  ['config.fetch', Buffer.from('a'), /a text/],
  ['job.route', '', /queue/],
  ['job.route', Promise.resolve('linux'), /not asynchronous/],
  ['notification.filter', true, /reason in words/],
  ['access.decide', true, /'allow' or 'deny'/],
  ['access.decide', 'allowed', /'allow' or 'deny'/],
  ['config.normalize', { config: {} }, /changed copy/],
  ['matrix.expand', [], /a list/],
  ['job.payload', false, /false/],
  ['log.filter', { ...context, bytes: 'text' }, /other bytes/],
  ['script.stage', Promise.resolve(), /not asynchronous/],
];

describe('the answer of a tap', () => {
  it.each(right)('to %s may be %j', (hook, answer) => {
    const given = hook === 'log.filter' ? { ...context, bytes: new Uint8Array(1) } : context;
    expect(() => answerCheck(hook)(answer, given)).not.toThrow();
  });

  it.each(wrong)('to %s is not taken: %j', (hook, answer, words) => {
    const given = hook === 'log.filter' ? { ...context, bytes: new Uint8Array(1) } : context;
    expect(() => answerCheck(hook)(answer, given)).toThrow(words);
  });

  it.each(Object.keys(HOOK_KINDS) as HookName[])('to %s may be nothing', (hook) => {
    expect(() => answerCheck(hook)(undefined, context)).not.toThrow();
  });

  it('is no unhandled rejection where it is a promise that fails', async () => {
    const boom = Promise.reject(new Error('boom'));
    expect(() => answerCheck('job.route')(boom, context)).toThrow(/not asynchronous/);
    await new Promise((resolve) => setImmediate(resolve));
  });

  it('is told by its keys, never by its values', () => {
    const answer = { token: 'a secret of somebody' };
    expect(() => answerCheck('request.accept')(answer, context)).toThrow('{ token }');
    expect(() => answerCheck('request.accept')(answer, context)).not.toThrow('somebody');
  });
});
