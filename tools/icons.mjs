// Draws the icons of style/icons/ anew from favicon.svg: `make icons`, after that
// was changed. They are kept in the repository, so that a build needs no browser.
//
//   icon-192, icon-512    as it is
//   icon-maskable         to the edges, since a system cuts it to a shape of its own; what is
//                         drawn stays within the middle 80 %, which every shape leaves
//   apple-touch-icon      to the edges, and a little larger: iOS rounds the corners and no more

import { readFile, writeFile } from 'node:fs/promises';

import { chromium } from '@playwright/test';

const folder = new URL('../style/icons/', import.meta.url);
const source = await readFile(new URL('favicon.svg', folder), 'utf8');

const [, tile, strokes] = /(<rect[^>]*>)(.*)<\/svg>/s.exec(source);

/** The icon with its tile to the edges, and what is drawn on it smaller by `scale`. */
const toTheEdges = (scale) =>
  source.replace(
    tile + strokes,
    `${tile.replace(/ rx="\d+"/, '')}<g transform="translate(16 16) scale(${scale}) translate(-16 -16)">${strokes}</g>`,
  );

const ICONS = [
  ['icon-192.png', 192, source],
  ['icon-512.png', 512, source],
  ['icon-maskable.png', 512, toTheEdges(0.82)],
  ['apple-touch-icon.png', 180, toTheEdges(0.95)],
];

const browser = await chromium.launch({ executablePath: process.env.CHROME, args: ['--disable-gpu'] });
const page = await browser.newPage({ deviceScaleFactor: 1 });
for (const [name, side, svg] of ICONS) {
  await page.setViewportSize({ width: side, height: side });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
  await writeFile(new URL(name, folder), await page.screenshot({ omitBackground: true }));
}
await browser.close();
