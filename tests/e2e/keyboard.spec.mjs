// Everything by keyboard alone; the focus is where the reading goes on.

import { expect, test } from './fixtures.mjs';
import { COMPETENCY, FORMATS, ONE, button, ended, feedback, group, open, practiseNow } from './play.mjs';

const onHeading = (page) => expect(page.getByRole('heading', { level: 1 })).toBeFocused();

/** Presses Tab until the element has the focus, which is never lost on the way. */
async function tabTo(page, target) {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
    const lost = await page.evaluate(() => document.activeElement === document.body);
    expect(lost, 'whether the focus is lost').toBe(false);
  }
  throw new Error('it can’t be reached by Tab');
}

async function press(page, name) {
  await tabTo(page, button(page, name));
  await page.keyboard.press('Enter');
}

async function choose(page, radios, at) {
  await tabTo(page, radios.first());
  await page.keyboard.press('Space');
  for (let n = 0; n < at; n += 1) await page.keyboard.press('ArrowDown');
  await expect(radios.nth(at)).toBeChecked();
  await expect(radios.nth(at)).toBeFocused();
}

for (const format of FORMATS) {
  test(`a session by keyboard alone in the format ${format}`, async ({ page }) => {
    await page.goto('');
    await expect(practiseNow(page)).toBeVisible();
    await open(page, `m=everyday/oranges&seed=1&format=${format}`);
    await onHeading(page);
    await press(page, 'Start');
    await onHeading(page);
    await choose(page, group(page, COMPETENCY).getByRole('radio'), 1);
    await press(page, 'Next');
    await onHeading(page);
    await press(page, 'Back');
    await onHeading(page);
    await press(page, 'Next');
    if (format === 'best') {
      await choose(page, group(page, 'Which response fits?').getByRole('radio'), 2);
    } else if (format === 'best-worst') {
      await choose(page, group(page, 'Which fits best?').getByRole('radio'), 0);
      await choose(page, group(page, 'Which fits worst?').getByRole('radio'), 1);
    } else {
      for (const rating of await page.getByRole('radiogroup').all()) await choose(page, rating.getByRole('radio'), 1);
    }
    await press(page, 'Check answer');
    await expect(feedback(page)).toBeVisible();
    await onHeading(page);
    await press(page, 'Continue');
    await expect(ended(page)).toBeFocused();
  });
}

test('a refusal keeps the focus where it was', async ({ page }) => {
  await open(page, ONE);
  await press(page, 'Next');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(button(page, 'Next')).toBeFocused();
});

test('a link followed by keyboard leads to the heading, even if the moment comes late', async ({ page }) => {
  let letGo;
  const held = new Promise((go) => { letGo = go; });
  await page.route('**/scenarios/packs/*', async (route) => { await held; await route.continue(); });
  await page.goto('');
  await expect(page.getByRole('heading', { level: 2, name: 'By category' })).toBeVisible();
  await tabTo(page, practiseNow(page));
  await page.keyboard.press('Enter');
  await onHeading(page);
  letGo();
  await expect(button(page, 'Start').or(button(page, 'Next'))).toBeVisible();
  await onHeading(page);
});

test('content is reached past the frame', async ({ page }) => {
  await page.goto('#/library');
  await expect(page.getByRole('searchbox')).toBeVisible();
  await tabTo(page, button(page, 'Skip to content'));
  await page.keyboard.press('Enter');
  await onHeading(page);
});

test('the dialog takes the focus, gives it back, and closes by Escape', async ({ page }) => {
  await page.goto('#/settings');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await press(page, 'Delete everything…');
  await expect(button(page, 'Keep it')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(button(page, 'Delete everything…')).toBeFocused();
});
