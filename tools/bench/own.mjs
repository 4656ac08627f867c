// How much work a learner's own pages are after years: Progress and the diary,
// with two thousand attempts and five hundred entries, brought in from a file
// as a learner would. Scripting is what the browser counts as such, from another
// page of the site until the last part of this one is there: reading what is kept,
// fetching this part of the program and all that is drawn without being unfolded.

import { entries, exported, attempts } from '../../tests/e2e/past.mjs';
import { serve } from '../serve.mjs';
import { CPU_SLOWDOWN, RUNS, count, fresh, median, met, table } from './browser.mjs';

const ATTEMPTS = 2000;
const ENTRIES = 500;
const TARGET = 100;

const PAGES = [
  { name: '#/progress', heading: 'Your progress' },
  { name: '#/diary', heading: 'Diary' },
];

async function bringIn(page, url) {
  await page.goto(`${url}#/settings`);
  await page.getByLabel('A file you saved here or on another device').setInputFiles({
    name: 'alongside.json',
    mimeType: 'application/json',
    buffer: Buffer.from(exported({ attempts: attempts({ count: ATTEMPTS, every: 1 }), diary: entries({ count: ENTRIES }) })),
  });
  await page.getByRole('button', { name: 'Add these', exact: true }).click();
  await page.getByRole('status').filter({ hasText: 'It was added.' }).waitFor({ timeout: 60_000 });
  return page.evaluate(() => Object.entries(localStorage).reduce((sum, [key, text]) => sum + key.length + text.length, 0));
}

async function scripting(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return 1000 * metrics.find(({ name }) => name === 'ScriptDuration').value;
}

/**
 * Goes to an address of the site, until its heading is there, the button to print
 * that ends it, and two frames in a row found nothing to do. One call, and little
 * that looks through the page on the way: what is measured is the page's own work.
 * Tells the longest of its turns, of those that took more than 50 ms.
 */
const goTo = (page, hash, heading) =>
  page.evaluate(
    ([to, wanted]) =>
      new Promise((done) => {
        let longest = 0;
        const observer = new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
        });
        observer.observe({ type: 'longtask' });
        const isThere = () =>
          document.querySelector('main h1')?.textContent === wanted &&
          [...document.querySelectorAll('main .row > button')].some((one) => one.textContent === 'Print');
        const wait = () => {
          if (!isThere()) requestAnimationFrame(wait);
          else requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => setTimeout(() => done(longest)))));
        };
        window.location.hash = to;
        requestAnimationFrame(wait);
      }),
    [hash, heading],
  );

async function open(page, { cdp, url, name, heading }) {
  await page.goto(`${url}#/settings`);
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await page.waitForLoadState('networkidle');
  const before = await scripting(cdp);
  const longest = await goTo(page, name, heading);
  return { ms: (await scripting(cdp)) - before, longest };
}

export async function own(browser) {
  const server = await serve({ dir: process.env.DIST ?? 'dist' });
  try {
    await fresh(browser, async (page, { cdp, slow }) => {
      process.stderr.write(`bringing in ${count(ATTEMPTS)} attempts and ${ENTRIES} diary entries …\n`);
      const used = await bringIn(page, server.url);
      await cdp.send('Performance.enable');
      await slow();
      const rows = [];
      for (const { name, heading } of PAGES) {
        process.stderr.write(`measuring ${name} …\n`);
        const all = [];
        for (let i = 0; i < RUNS; i += 1) all.push(await open(page, { cdp, url: server.url, name, heading }));
        const times = all.map(({ ms }) => ms);
        rows.push({
          name,
          ms: median(times),
          lowest: Math.min(...times),
          highest: Math.max(...times),
          longest: median(all.map(({ longest }) => longest)),
        });
      }
      console.log(`\n${count(ATTEMPTS)} attempts, ${ENTRIES} diary entries: ${count(used)} characters kept; processor ${CPU_SLOWDOWN} times slower; median of ${RUNS}\n`);
      table(
        [
          ['opening', (row) => row.name],
          ['scripting, ms', (row) => row.ms.toFixed(0)],
          ['range ms', (row) => `${row.lowest.toFixed(0)}–${row.highest.toFixed(0)}`],
          [`target ${TARGET}`, (row) => met(row.ms, TARGET)],
          ['longest turn, with layout', (row) => (row.longest === 0 ? 'under 50' : row.longest.toFixed(0))],
        ],
        rows,
      );
    });
  } finally {
    await server.close();
  }
}
