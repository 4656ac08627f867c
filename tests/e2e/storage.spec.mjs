// A storage that is blocked, full or damaged costs nothing but what it can't hold.

import { expect, test } from './fixtures.mjs';
import { ONE, answerMoment, button, ended, kept, keptKeys, open, practiseNow, spoil } from './play.mjs';

const BLOCKED = 'This browser does not let us save.';
const FULL = 'The space for saved answers is full.';
const DAMAGED = 'Something kept on this device was damaged.';
const NEWER = 'Something kept on this device was written by a newer version';

const notice = (page, text) => page.getByRole('status').filter({ hasText: text });

async function finish(page, query) {
  await open(page, query);
  await answerMoment(page);
  await button(page, 'Continue').click();
  await expect(ended(page)).toBeVisible();
}

for (const name of ['localStorage', 'both storages']) {
  test(`practice works with ${name} blocked, and the person is told`, async ({ page }) => {
    await page.addInitScript((which) => {
      const get = () => { throw new DOMException('blocked', 'SecurityError'); };
      Object.defineProperty(window, 'localStorage', { get });
      if (which !== 'localStorage') Object.defineProperty(window, 'sessionStorage', { get });
    }, name);
    await open(page, ONE);
    await expect(notice(page, BLOCKED)).toBeVisible();
    await answerMoment(page);
    await button(page, 'Continue').click();
    await expect(ended(page)).toBeVisible();
    await expect(page.getByRole('heading', { level: 3, name: 'The back step' })).toBeVisible();
  });
}

test('practice works with a full storage, and the person is told', async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem('of another site', 'x');
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function full(...given) {
      if (this === localStorage) throw new DOMException('full', 'QuotaExceededError');
      return set.apply(this, given);
    };
  });
  await open(page, ONE);
  await expect(notice(page, FULL)).toBeVisible();
  await expect(notice(page, BLOCKED)).toHaveCount(0);
  await answerMoment(page);
  await button(page, 'Continue').click();
  await expect(ended(page)).toBeVisible();
  await page.goto('#/');
  await expect(page.getByRole('heading', { name: 'Last results' })).toBeVisible();
});

test('as long as an answer waits for room, the person is told, whatever else finds some', async ({ page }) => {
  await page.addInitScript(() => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function small(key, text) {
      if (this === localStorage && key.includes('/attempt/')) throw new DOMException('full', 'QuotaExceededError');
      return set.call(this, key, text);
    };
  });
  await finish(page, ONE);
  await expect(notice(page, FULL)).toBeVisible();
  await page.goto('#/settings');
  await page.getByRole('radio', { name: 'Dark', exact: true }).check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await keptKeys(page, 'settings/')).toHaveLength(1);
  await expect(notice(page, FULL)).toBeVisible();
});

test('a damaged result is put aside, and the others stay', async ({ page }) => {
  await finish(page, ONE);
  const [broken] = await keptKeys(page, 'attempt/');
  await finish(page, 'm=everyday/mango&seed=2');
  await spoil(page, broken, 'back-step', 'back-stop');
  const before = (await kept(page))[broken];
  await page.goto('#/');
  await expect(notice(page, DAMAGED)).toBeVisible();
  await expect(page.getByRole('link', { name: /1 moment\./ })).toHaveCount(1);
  const after = await kept(page);
  expect(after[`damaged/${broken}`]).toBe(before);
  expect(after[broken]).toBeUndefined();
  await page.reload();
  await expect(practiseNow(page)).toBeVisible();
  await expect(notice(page, DAMAGED)).toHaveCount(0);
});

test('a damaged session is put aside, and its link begins anew', async ({ page }) => {
  await open(page, ONE);
  await button(page, 'Next').click();
  // As if the browser had been stopped in the middle of writing.
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage).filter((one) => one.includes('/session/'))) {
      localStorage.setItem(key, localStorage.getItem(key).slice(0, -20));
    }
  });
  await page.reload();
  await expect(notice(page, DAMAGED)).toBeVisible();
  await answerMoment(page);
  expect((await keptKeys(page, 'damaged/session/')).length).toBeGreaterThan(0);
});

test('what a newer version kept is left as it is', async ({ page }) => {
  await finish(page, ONE);
  await spoil(page, 'attempt/', '{"v":1,', '{"v":2,');
  const before = await kept(page);
  await page.goto('#/');
  await page.reload();
  await expect(notice(page, NEWER)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Last results' })).toHaveCount(0);
  const [key] = await keptKeys(page, 'attempt/');
  expect((await kept(page))[key]).toBe(before[key]);
  expect(await keptKeys(page, 'damaged/')).toEqual([]);
});
