/** ENABLE PROXY: a host, a port, a user and a password, or neither of the last two. The password is never shown. */
import { message as say } from '../../../menus/words/messages.ts';
import { networkMenu } from '../menu-items.ts';
import { keys, type } from '../model.ts';
import { glassRows } from '../screens.ts';
import { type Texts, wizardModel } from './wizard.ts';

const FILLED: Texts = ['192.168.1.1', '00443', '', ''];

/** At the end of a text, or of none, there is a character to add; else one to change. */
const textHint = (text: string, isAtEnd: boolean): string =>
  isAtEnd || text === '' ? '↕ LETTER ↵ DONE' : '↕ CHANGE ←→ MOVE';

/** Nothing but the empty field is left, then the text. */
const typeOver = (count: number, text: string) => type('\b'.repeat(count) + text);

export const proxy = wizardModel({
  name: 'proxy wizard',
  prepare: keys('ENTER', 'ENTER', 'UP', 'UP', 'UP', 'UP'),
  item: networkMenu('proxy'),
  fields: [
    {
      label: 'PROXY HOST',
      hint: textHint,
      isText: true,
      filledWith: FILLED[0] ?? '',
      listed: (text) => text,
      isGuess: true,
      typed: {
        'TYPE A NAME': { hands: typeOver(20, 'PROXY.EXAMPLE'), shows: 'PROXY.EXAMPLE' },
        'TYPE NO NAME': { hands: typeOver(20, 'PROXY..EXAMPLE'), shows: 'PROXY..EXAMPLE' },
      },
      refuses: ([host]) => (host === 'PROXY..EXAMPLE' ? glassRows(say('host-syntax')) : null),
    },
    {
      label: 'PROXY PORT',
      hint: '↕ DIGIT ←→ MOVE',
      filledWith: '00443',
      listed: (text) => (text === '65536' ? text : text === '00000' ? 'NONE' : String(Number(text))),
      typed: {
        'TYPE 3128': { hands: type('03128'), shows: '03128' },
        'TYPE 65536': { hands: type('65536'), shows: '65536' },
        'TYPE 0': { hands: type('00000'), shows: '00000' },
      },
      refuses: ([, port]) => (port === '65536' || port === '00000' ? glassRows(say('port-range')) : null),
    },
    {
      label: 'PROXY USER',
      hint: textHint,
      isText: true,
      filledWith: '',
      listed: (text) => text || 'NONE',
      typed: { 'TYPE A USER': { hands: type('john'), shows: 'john' } },
    },
    {
      label: 'PROXY PASSWORD',
      hint: textHint,
      isText: true,
      filledWith: '',
      listed: (text) => (text === '' ? 'NONE' : '********'),
      typed: { 'TYPE A PASSWORD': { hands: type('secret'), shows: '******' } },
      refuses: ([, , user, password]) =>
        password !== '' && user === '' ? glassRows(say('password-without-user')) : null,
    },
  ],
  // Host and port one at a time, user and password in any way.
  tries: (texts) => {
    const odd = texts.filter((text, index) => text !== FILLED[index]).length;
    return odd <= 1 || (texts[0] === FILLED[0] && texts[1] === FILLED[1]);
  },
  lines: () => [],
  look: keys('ENTER', 'ENTER', 'UP', 'UP', 'UP', 'UP', 'UP'),
  looksLike: () => networkMenu('proxy', ['proxy']),
});
