// A learner's past: attempts as the site would have kept them, made from its own packs.

import { crc32 } from 'node:zlib';
import { siteFile } from './play.mjs';

const DAY = 24 * 60;
const packs = siteFile('scenarios/index.json').packs;

/** The beginning of the site's keys: FNV-1a of its folder. */
function prefix(folder) {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(folder)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return `alongside/1/${hash.toString(16).padStart(8, '0')}/`;
}

function envelope(value) {
  const data = JSON.stringify(value);
  return JSON.stringify({ v: 1, rev: 1, crc: crc32(data), data });
}

/** The single moments of all packs. */
const moments = packs.flatMap((entry) =>
  siteFile(`scenarios/${entry.file}`)
    .scenarios.filter((one) => one.steps.length === 1 && one.steps[0].competency)
    .map((scenario) => ({ scenario, name: `${entry.id}/${scenario.id}`, edition: entry.edition })),
);

const CREDIT = { full: 1_000_000, half: 500_000, none: 0 };
const SURE = ['notvery', 'fairly', 'very'];

/** The answer to a moment: the option and the response at these places, and how sure. */
function answered({ scenario, name, edition }, option, response, sure) {
  const [step] = scenario.steps;
  const { options } = step.competency;
  const chosen = options[option % options.length];
  const credit = (one) => CREDIT[one.credit] ?? Math.round(one.credit * 1_000_000);
  const keyed = options.find((one) => credit(one) === 1_000_000);
  const said = step.responses[response % step.responses.length];
  const best = Math.max(...step.responses.map((one) => one.fit));
  return {
    name,
    edition,
    ...(scenario.principles?.length && { principles: scenario.principles }),
    steps: [
      {
        step: step.id,
        competency: { chosen: chosen.id, keyed: keyed.id, credit: credit(chosen), ...(sure && { sure }) },
        choice: { best: said.id },
        mark: {
          credit: Math.round((said.fit / best) * 1_000_000),
          ...(said.drift && { drift: [said.drift] }),
          ...(said.unsafe && { unsafe: true }),
        },
        ...(sure && { sure }),
      },
    ],
  };
}

/** So many attempts of `size` moments, one every `every` days, the last one `last` days ago. */
export function attempts({ count, size = 5, every = 2, last = 1, sure = true, now = Date.now() }) {
  const minute = Math.floor(now / 60_000);
  const all = [];
  for (let n = 0; n < count; n += 1) {
    const of = [];
    for (let k = 0; k < size; k += 1) {
      const at = n * size + k;
      // A learner who gets better: the later, the more often the first option, which is the key's.
      const slack = 1 + Math.floor((3 * (count - n)) / count);
      of.push(answered(moments[(at * 11) % moments.length], (at * 5) % slack, (at * 3) % slack, sure && SURE[at % 3]));
    }
    all.push({
      id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      token: n,
      finished: minute - Math.round((last + every * (count - 1 - n)) * DAY),
      seconds: 300,
      practice: `m=${of.map((one) => one.name).join(',')}&seed=1`,
      seed: '1',
      moments: of,
    });
  }
  return all;
}

const WORDS = ('we sat by the window and said little then the bus came late again so I asked what would help and waited '
  + 'for as long as it took which was hard for me since I like to fill a silence').split(' ');

/** So many diary entries of about `words` words in each of their five texts, one a day. */
export function entries({ count, words = 40, now = Date.now() }) {
  const minute = Math.floor(now / 60_000);
  return Array.from({ length: count }, (_, n) => {
    const text = (from) => Array.from({ length: words }, (_, k) => WORDS[(n * 7 + from * 5 + k * (1 + (n % 3))) % WORDS.length]).join(' ');
    const written = minute - (count - n) * DAY;
    return {
      id: `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`,
      created: written,
      now: { edited: written, happened: text(0), did: text(1), taken: text(2), noticed: text(3), next: text(4) },
    };
  });
}

/** A file as the site saves it, to be brought in. */
export function exported({ attempts: done = [], diary = [], now = Date.now() }) {
  const lines = (all) => `[\n${all.map(envelope).join(',\n')}]`;
  return `{"alongside-export":1,"made":${Math.floor(now / 60_000)},"count":${done.length + diary.length},
"attempts":${lines(done)},
"diary":${lines(diary)},
"settings":[],
"drafts":[]}
`;
}

/** Keeps attempts in the browser of a page that is at the site. */
export async function keep(page, all) {
  const folder = new URL('.', page.url()).pathname;
  const saves = all.map((one) => [`${prefix(folder)}attempt/${one.id}`, envelope(one)]);
  await page.evaluate((entries) => {
    for (const [key, text] of entries) localStorage.setItem(key, text);
  }, saves);
}
