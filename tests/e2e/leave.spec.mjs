// Leaving quickly: nothing that the browser offers brings the moment back.

import { expect, test } from './fixtures.mjs';
import { ONE, answerMoment, button, firstLine, open, practiseNow } from './play.mjs';

const STORY = firstLine('back-step');

/** The page as it is now has nothing of a moment. */
async function showsNothing(page) {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(STORY)).toHaveCount(0);
  await expect(page.getByRole('radio')).toHaveCount(0);
}

async function leave(page) {
  await button(page, 'Leave quickly').click();
  await page.waitForURL(/away\.html$/);
  await expect(page).toHaveTitle('Notes');
  await showsNothing(page);
}

test('leaving shows the neutral page; returning shows home', async ({ page }) => {
  await open(page, ONE);
  await leave(page);
  await page.goto(`#/practice?${ONE}`);
  await expect(practiseNow(page)).toBeVisible();
  await showsNothing(page);
  expect(new URL(page.url()).hash).toBe('#/');
  // Nothing is lost: it is there for whoever asks for it.
  await page.getByRole('link', { name: 'Continue where I left off' }).first().click();
  await expect(page.getByText(STORY)).toBeVisible();
});

test('Back, Forward and reload after leaving never show the moment', async ({ page }) => {
  await page.goto('');
  await expect(practiseNow(page)).toBeVisible();
  await page.goto('#/library');
  await expect(page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible();
  await open(page, ONE);
  await answerMoment(page);
  await leave(page);
  await page.reload();
  await showsNothing(page);
  await page.goBack();
  await showsNothing(page);
  await page.reload();
  await showsNothing(page);
  await page.goForward();
  await page.waitForURL(/away\.html$/);
  await showsNothing(page);
  await page.goBack();
  await page.goBack();
  await showsNothing(page);
});

test('a session that was gone back to stays one entry of the history', async ({ page }) => {
  await page.goto('');
  await open(page, ONE);
  await page.getByRole('link', { name: 'About' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'About Alongside' })).toBeVisible();
  await page.goto('#/');
  await page.getByRole('link', { name: 'Continue where I left off' }).first().click();
  await expect(page.getByText(STORY)).toBeVisible();
  await leave(page);
  for (let back = 0; back < 3; back += 1) {
    await page.goBack();
    await showsNothing(page);
  }
});

test('every practice screen has the way out', async ({ page }) => {
  await open(page, 'm=everyday/oranges&seed=1');
  await expect(button(page, 'Leave quickly')).toBeVisible();
  await button(page, 'Start').click();
  await expect(button(page, 'Leave quickly')).toBeVisible();
  await answerMoment(page);
  await expect(button(page, 'Leave quickly')).toBeVisible();
});

test('what is about a moment has the way out too, beside the navigation', async ({ page }) => {
  for (const route of ['#/scenario/everyday/back-step', '#/diary', '#/result/nothing', '#/attempt/1b4e28ba-2fa1-4d3b-883f-0016d3cca427']) {
    await page.goto(route);
    await expect(button(page, 'Leave quickly'), route).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Main' }), route).toBeVisible();
  }
  await page.goto('#/library');
  await expect(page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible();
  await expect(button(page, 'Leave quickly')).toHaveCount(0);
  await page.goto('#/scenario/everyday/back-step');
  await leave(page);
});
