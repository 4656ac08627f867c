// Result codes for tests, written here from the table in src/engine/code.rs, so that what reads
// them is tested against something else than what writes them.

import { crc32 } from 'node:zlib';
import { siteFile } from './play.mjs';

const ID = 'abcdefghijklmnopqrstuvwxyz0123456789-';
const FORMATS = ['best', 'best-worst', 'rate'];

class Bits {
  bits = '';
  put(value, width) {
    this.bits += BigInt(value).toString(2).padStart(width, '0');
  }
  gamma(value) {
    const digits = value.toString(2);
    this.bits += '0'.repeat(digits.length - 1) + digits;
  }
  number(value) {
    const digits = (value + 1).toString(2);
    this.put(digits.length - 1, 5);
    this.bits += digits.slice(1);
  }
}

/** The edition of a pack that the site has now. */
export const edition = (pack) => siteFile('scenarios/index.json').packs.find(({ id }) => id === pack).edition;

/**
 * A code. `answers` are those to single moments of one pack, in the pack's order:
 * `[place in the pack, competency's place, response's place]`; in *best and worst* the worst's place
 * follows, in *rate each* the last is a list of ratings.
 */
export function code({
  pack = 'everyday', of = edition(pack), answers, token, label, minute = 29_000_000, seconds = 300, mode = 1, format = 'best',
}) {
  const to = new Bits();
  to.put(mode, 1);
  to.put(FORMATS.indexOf(format), 2);
  to.put(0, 1);
  to.put(label ? 1 : 0, 1);
  to.put(token, 32);
  to.number(minute);
  to.number(seconds);
  if (label) {
    const bytes = Buffer.from(label);
    to.put(bytes.length, 7);
    bytes.forEach((byte) => to.put(byte, 8));
  }
  to.gamma(1);
  to.put(pack.length - 1, 6);
  for (const char of pack) to.put(ID.indexOf(char), 6);
  to.put(BigInt(`0x${of}`), 64);
  to.gamma(answers.length);
  let next = 0;
  for (const [ordinal, competency, ...choice] of answers) {
    to.gamma(ordinal + 1 - next);
    next = ordinal + 1;
    to.put(0, 1);
    to.put(competency, 3);
    if (format === 'rate') {
      to.put(choice[0].length - 1, 3);
      choice[0].forEach((fit) => to.put(fit, 2));
    } else {
      choice.forEach((place) => to.put(place, 3));
    }
  }
  const bytes = Math.ceil((11 + to.bits.length) / 8) + 4;
  const all = (bytes.toString(2).padStart(11, '0') + to.bits).padEnd((bytes - 4) * 8, '0');
  const body = Buffer.from(all.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(Buffer.concat([Buffer.from('1.'), body])));
  return `1.${Buffer.concat([body, sum]).toString('base64url')}`;
}

/** The single moments of a pack, each with its place. */
export const moments = (pack = 'everyday') =>
  siteFile(`scenarios/packs/${pack}.json`).scenarios
    .map((scenario, place) => ({ scenario, place }))
    .filter(({ scenario }) => scenario.steps.filter((step) => !step.ending).length === 1);

/** As many codes as wanted, of the first `count` moments, with answers that vary. */
export function many(people, count = 10) {
  const all = moments().slice(0, count);
  let state = 1;
  const below = (limit) => {
    state = (state * 48271) % 2147483647;
    return state % limit;
  };
  const of = edition('everyday');
  return Array.from({ length: people }, (_, person) => {
    const skill = below(100);
    const answers = all.map(({ scenario, place }) => {
      const [step] = scenario.steps;
      const { options } = step.competency;
      const pick = (list, isBest) => {
        const best = list.findIndex(isBest);
        return below(100) < skill ? best : below(list.length);
      };
      const highest = Math.max(...step.responses.map(({ fit }) => fit));
      return [
        place,
        pick(options, (option) => option.credit === 1),
        pick(step.responses, ({ fit }) => fit === highest),
      ];
    });
    for (const answer of answers) if (answer[1] < 0) answer[1] = 0;
    return code({ of, answers, token: 1000 + person, minute: 29_000_000 + person, label: `Person ${person + 1}` });
  });
}
