// How soon a person can begin.
//
// Three pages, on a throttled Chromium: the floor (a bare Leptos counter built
// the same way), a page of ten questions written by hand, and Alongside. For
// each the time from the start of the navigation until a person can answer, and
// for Alongside also the time from "Check answer" until the feedback is painted,
// and until "Practise now" stands on the start page.
// Medians of five, each with an empty cache.

import { serve } from '../serve.mjs';
import { CPU_SLOWDOWN, RUNS, fresh, median, met, table } from './browser.mjs';

const TARGET_RATIO = 1.7;
const TARGET_FEEDBACK = 50;

// Lighthouse's slow 4G.
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };

// The most that a host would compress.
const BROTLI = 11;

const COMPETENCY = 'Which competency does this moment call for most?';

const PAGES = [
  { name: 'floor (Leptos counter)', dir: 'bench/floor/dist', path: '', ready: 'floor' },
  { name: 'ten questions by hand', dir: 'bench/static', path: '', ready: 'static' },
  { name: 'Alongside', dir: 'dist', path: '#/practice?pack=everyday&n=5&seed=1', ready: 'alongside' },
  { name: 'Alongside, its start page', dir: 'dist', path: '#/', ready: 'home' },
];

/**
 * Runs in the page before anything else of it: notes the time of the first frame
 * in which a person can answer, and of the frame after the feedback has come.
 */
function watchPage({ ready, competency }) {
  const text = (element) => element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
  const nameOf = (element) =>
    element.getAttribute('aria-label') ??
    (element.hasAttribute('aria-labelledby')
      ? element
          .getAttribute('aria-labelledby')
          .split(' ')
          .map((id) => text(document.getElementById(id)))
          .join(' ')
      : text(element.querySelector(':scope > legend')));
  const named = (selector, name) =>
    [...document.querySelectorAll(selector)].find((element) => nameOf(element).includes(name));
  const button = (name) => [...document.querySelectorAll('button')].find((element) => text(element) === name);
  const conditions = {
    floor: () => document.querySelector('button'),
    static: () => document.querySelector('input[type=radio]'),
    alongside: () =>
      named('fieldset, [role=group], [role=radiogroup]', competency)?.querySelector('input[type=radio], [role=radio]') ??
      button('Start'),
    home: () => [...document.querySelectorAll('main a')].some((link) => text(link).startsWith('Practise now')),
  };

  /** Asks before every frame is painted; when the next one begins, it has been. */
  const whenPainted = (condition, then) =>
    requestAnimationFrame(() => {
      if (condition()) requestAnimationFrame(() => then(performance.now()));
      else whenPainted(condition, then);
    });

  whenPainted(conditions[ready], (now) => (window.benchReady = now));

  window.addEventListener(
    'click',
    (event) => {
      if (text(event.target.closest('button')) !== 'Check answer') return;
      const clicked = performance.now();
      const feedback = () => {
        const region = named('section, [role=region]', 'Feedback');
        return region !== undefined && text(region) !== '';
      };
      whenPainted(feedback, (now) => (window.benchFeedback = now - clicked));
    },
    { capture: true },
  );
}

const run = (browser, { url, ready, path }) =>
  fresh(browser, async (page, { cdp, slow }) => {
    await page.addInitScript(watchPage, { ready, competency: COMPETENCY });
    await cdp.send('Network.enable');
    await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
    await cdp.send('Network.emulateNetworkConditions', NETWORK);
    await slow();
    let bytes = 0;
    let requests = 0;
    cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
      requests += 1;
    });

    await page.goto(url + path, { waitUntil: 'commit' });
    const answerable = await (
      await page.waitForFunction(() => window.benchReady, undefined, { timeout: 60_000 })
    ).jsonValue();
    const result = { answerable, bytes, requests };
    if (ready === 'floor') await counterWorks(page);
    if (ready === 'alongside') result.feedback = await answer(page);
    return result;
  });

/** The floor's button must be more than a picture of one. */
async function counterWorks(page) {
  const button = page.getByRole('button');
  await button.click();
  if ((await button.textContent()) !== 'Count: 1') throw new Error('the counter of the floor does not count');
}

/** Answers the first moment, as soon as what comes while it is read is there; tells how long its feedback took. */
async function answer(page) {
  await page.waitForLoadState('networkidle');
  const start = page.getByRole('button', { name: 'Start', exact: true });
  if (await start.isVisible()) await start.click();
  const firstOf = (name) =>
    page.getByRole('group', { name }).or(page.getByRole('radiogroup', { name })).getByRole('radio').first();
  await firstOf(COMPETENCY).check();
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await firstOf(/^Which response fits/).check();
  await page.getByRole('button', { name: 'Check answer', exact: true }).click();
  return (await page.waitForFunction(() => window.benchFeedback, undefined, { timeout: 30_000 })).jsonValue();
}

async function measure(browser, page) {
  const server = await serve({ dir: page.dir, brotli: BROTLI });
  try {
    // Once unmeasured, so that the server has compressed everything.
    const results = [];
    for (let i = 0; i <= RUNS; i += 1) {
      const result = await run(browser, { ...page, url: server.url });
      if (i > 0) results.push(result);
    }
    const of = (key) => results.map((result) => result[key]);
    return {
      name: page.name,
      answerable: median(of('answerable')),
      lowest: Math.min(...of('answerable')),
      highest: Math.max(...of('answerable')),
      bytes: median(of('bytes')),
      requests: median(of('requests')),
      feedback: page.ready === 'alongside' ? median(of('feedback')) : undefined,
    };
  } finally {
    await server.close();
  }
}

export async function start(browser) {
  console.log(`1.6 Mbit/s down, 0.75 up, 150 ms; processor ${CPU_SLOWDOWN} times slower; median of ${RUNS}\n`);
  const rows = [];
  for (const page of PAGES) {
    process.stderr.write(`measuring ${page.name} …\n`);
    rows.push(await measure(browser, page));
  }
  const floor = rows[0].answerable;
  table(
    [
      ['until one can answer', (row) => row.name],
      ['median ms', (row) => row.answerable.toFixed(0)],
      ['range ms', (row) => `${row.lowest.toFixed(0)}–${row.highest.toFixed(0)}`],
      ['of floor', (row) => `${(row.answerable / floor).toFixed(2)} x`],
      ['bytes', (row) => row.bytes.toLocaleString('en-US')],
      ['requests', (row) => String(row.requests)],
    ],
    rows,
  );
  const ours = rows[2];
  const ratio = ours.answerable / floor;
  console.log(`\nuntil one can answer: ${ratio.toFixed(2)} x the floor (target: at most ${TARGET_RATIO} x): ${met(ratio, TARGET_RATIO)}`);
  console.log(
    `from "Check answer" to feedback: ${ours.feedback.toFixed(0)} ms (target: at most ${TARGET_FEEDBACK} ms): ${met(ours.feedback, TARGET_FEEDBACK)}`,
  );
}
