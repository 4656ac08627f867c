// What the parts of the bench share: a slow browser, and tables.

import { chromium } from '@playwright/test';

export const RUNS = Number(process.env.BENCH_RUNS ?? 5);

// A processor a quarter as fast as this one.
export const CPU_SLOWDOWN = 4;

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROME,
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });

/** A page in a browser of its own, slowed down from when `slow` is called. */
export async function fresh(browser, then) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    const slow = () => cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    return await then(page, { cdp, slow });
  } finally {
    await context.close();
  }
}

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

export const count = (number) => Math.round(number).toLocaleString('en-US');

export const met = (value, target) => (value <= target ? 'met' : 'missed');

/** Prints rows as a table: `columns` are titles, each with what it says of a row. */
export function table(columns, rows) {
  const cells = [columns.map(([title]) => title), ...rows.map((row) => columns.map(([, of]) => of(row)))];
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => line[i].length)));
  for (const line of cells) {
    console.log(line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '));
  }
}
