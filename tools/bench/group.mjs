// How long a trainer waits for a group's report, and whether the page is stuck
// meanwhile: a thousand results pasted, a hundred thousand in a file. The
// longest frame is the longest time in which the page drew nothing.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { many } from '../../tests/e2e/codes.mjs';
import { serve } from '../serve.mjs';
import { CPU_SLOWDOWN, count, fresh, median, met, table } from './browser.mjs';

const TARGET_TOTAL = 1000;
const TARGET_FRAME = 100;

const SIZES = [
  { results: 1000, how: 'pasted', runs: 3 },
  { results: 100_000, how: 'a file', runs: 1 },
];

/** Runs in the page before anything else of it: what is in memory, and how long frames take. */
function watchPage() {
  window.benchMemories = new Set();
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const made = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const result = await made.apply(WebAssembly, args);
      const { exports } = result.instance ?? result;
      for (const one of Object.values(exports)) {
        if (one instanceof WebAssembly.Memory) window.benchMemories.add(one);
      }
      return result;
    };
  }
  // From when the person hands results in: how long a robot takes to press is no matter of the page.
  window.benchOn = (kind) => document.addEventListener(kind, begin, { capture: true, once: true });
  function begin() {
    const since = performance.now();
    const frames = [];
    let before = since;
    const next = () => {
      const now = performance.now();
      frames.push({ at: Math.round(before - since), ms: now - before });
      before = now;
      if (!window.benchDone) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    // The report is drawn part by part, and this is the last.
    const watch = new MutationObserver(() => {
      const last = [...document.querySelectorAll('main h2')].some((one) => one.textContent === 'Slips');
      if (!last || window.benchDone) return;
      watch.disconnect();
      requestAnimationFrame(() =>
        setTimeout(() => {
          window.benchDone = { total: performance.now() - since, frames };
        }),
      );
    });
    watch.observe(document.body, { childList: true, subtree: true });
  }
}

/** What the page tells when it is done. Playwright's own asking would take time of the page's. */
async function done(cdp) {
  for (;;) {
    await new Promise((then) => setTimeout(then, 250));
    const { result } = await cdp.send('Runtime.evaluate', { expression: 'window.benchDone', returnByValue: true });
    if (result.value) return result.value;
  }
}

const run = (browser, url, { results, how, text, path }) =>
  fresh(browser, async (page, { cdp, slow }) => {
    await page.addInitScript(watchPage);
    await page.goto(`${url}#/trainer/group`);
    const read = page.getByRole('button', { name: 'Read results', exact: true });
    await read.waitFor();
    await slow();
    await cdp.send('Performance.enable');
    if (how === 'pasted') {
      await page.getByLabel('Paste result links').fill(text);
      await page.evaluate(() => window.benchOn('submit'));
      await read.click();
    } else {
      await page.evaluate(() => window.benchOn('change'));
      await page.getByLabel('Or choose files').setInputFiles(path);
    }
    const { total, frames } = await done(cdp);
    await page.getByRole('heading', { name: `Report on ${count(results)} results` }).waitFor();
    const { metrics } = await cdp.send('Performance.getMetrics');
    const heap = metrics.find(({ name }) => name === 'JSHeapTotalSize').value;
    const wasm = await page.evaluate(() =>
      [...window.benchMemories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
    );
    if (process.env.BENCH_FRAMES) {
      console.error(frames.filter(({ ms }) => ms > 40).map(({ at, ms }) => `${at}: ${ms.toFixed(0)}`).join(', '));
    }
    return { total, frame: Math.max(...frames.map(({ ms }) => ms)), heap, wasm };
  });

export async function group(browser) {
  const server = await serve({ dir: process.env.DIST ?? 'dist' });
  const folder = await mkdtemp(join(tmpdir(), 'alongside-bench-'));
  try {
    const rows = [];
    for (const size of SIZES) {
      process.stderr.write(`measuring a report on ${count(size.results)} results …\n`);
      const text = many(size.results).join('\n');
      const path = join(folder, 'results.txt');
      await writeFile(path, text);
      const all = [];
      for (let i = 0; i < size.runs; i += 1) all.push(await run(browser, server.url, { ...size, text, path }));
      const of = (key) => median(all.map((one) => one[key]));
      rows.push({ ...size, bytes: text.length, total: of('total'), frame: of('frame'), heap: of('heap'), wasm: of('wasm') });
    }
    console.log(`\na group's report, processor ${CPU_SLOWDOWN} times slower\n`);
    table(
      [
        ['results', (row) => `${count(row.results)}, ${row.how}`],
        ['characters', (row) => count(row.bytes)],
        ['ms in all', (row) => count(row.total)],
        ['longest frame, ms', (row) => count(row.frame)],
        ['wasm memory, bytes', (row) => count(row.wasm)],
        ['heap, bytes', (row) => count(row.heap)],
      ],
      rows,
    );
    const [few, most] = rows;
    console.log(`\n${count(few.results)} results: ${count(few.total)} ms (target: under ${TARGET_TOTAL} ms): ${met(few.total, TARGET_TOTAL)}`);
    console.log(`${count(most.results)} results: longest frame ${count(most.frame)} ms (target: at most ${TARGET_FRAME} ms): ${met(most.frame, TARGET_FRAME)}`);
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
}
