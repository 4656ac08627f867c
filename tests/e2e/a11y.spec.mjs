// What axe finds, and whether everything fits: on every route and state.

import { axe, expect, test } from './fixtures.mjs';
import { progress, routes, session } from './states.mjs';

const PHONE = { width: 360, height: 800 };
const DESK = { width: 1280, height: 900 };
const WALKS = { 'every route': routes, 'every state of a session': session, 'progress with a past': progress };

/** Nothing is wider than the window, so that reading takes scrolling in one direction only. */
async function fits(page, where) {
  const over = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return '';
    const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > clientWidth + 1);
    return `${scrollWidth} in ${clientWidth}: ${wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 120)).join(' | ')}`;
  });
  expect.soft(over, `what is too wide: ${where}`).toBe('');
}

for (const [what, walk] of Object.entries(WALKS)) {
  for (const [size, viewport] of Object.entries({ 'a phone': PHONE, 'a desk': DESK })) {
    test(`axe finds nothing on ${what}, on ${size}, in light and dark`, async ({ page }) => {
      test.slow();
      await page.setViewportSize(viewport);
      // All of it is told at once, not the first only.
      const found = [];
      await walk(page, async (where) => {
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await axe(page).catch(({ message }) => found.push(`${where}, ${colorScheme}: ${message}`));
        }
      });
      expect(found).toEqual([]);
    });
  }

  test(`${what} fits a window 320 px wide, and text twice as large`, async ({ page }) => {
    test.slow();
    // What a person does who sets the browser's text size to twice the usual.
    const browser = await page.context().newCDPSession(page);
    const textSize = (px) => browser.send('Page.setFontSizes', { fontSizes: { standard: px, fixed: px } });
    await walk(page, async (where) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await fits(page, `${where}, 320 px`);
      await textSize(32);
      const size = await page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
      expect(size, 'the text follows the browser’s size').toBeGreaterThanOrEqual(32);
      await page.setViewportSize({ width: 640, height: 800 });
      await fits(page, `${where}, twice the text, 640 px`);
      await page.setViewportSize(PHONE);
      await fits(page, `${where}, twice the text, 360 px`);
      await textSize(16);
    });
  });
}
