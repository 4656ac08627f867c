// What a trainer hands out: the same for everyone, feedback at the end only.

import { expect, test } from './fixtures.mjs';
import {
  NOTED, TWO, answerCompetency, button, chooseResponse, ended, feedback, firstLine, heading, open, scenario,
} from './play.mjs';

async function answer(page) {
  await answerCompetency(page);
  await chooseResponse(page);
  await expect(button(page, 'Check answer')).toHaveCount(0);
  await button(page, 'Continue').click();
}

test('there is no feedback until the end', async ({ page }) => {
  await open(page, `${TWO}&mode=check`);
  await answer(page);
  await expect(heading(page, scenario('mango').title)).toBeVisible();
  await expect(feedback(page)).toHaveCount(0);
  for (const response of scenario('back-step').steps[0].responses) {
    await expect(page.getByRole('main')).not.toContainText(response.why);
  }
  await answer(page);
  await expect(ended(page)).toBeVisible();
  for (const response of scenario('back-step').steps[0].responses) {
    await expect(page.getByRole('main')).toContainText(response.why);
  }
});

test('earlier moments can be read again and not changed', async ({ page }) => {
  await open(page, `${TWO}&mode=check`);
  await expect(page.getByText('Read earlier moments again')).toHaveCount(0);
  await answer(page);
  await expect(page.getByText(firstLine('back-step'))).toBeHidden();
  await page.getByText('Read earlier moments again').click();
  await expect(page.getByText(firstLine('back-step'))).toBeVisible();
  await expect(page.locator('details').filter({ hasText: 'Read earlier' }).getByRole('radio')).toHaveCount(0);
});

test('a moment can be skipped and not swapped', async ({ page }) => {
  await open(page, `m=${NOTED},everyday/mango&seed=1&mode=check`);
  await expect(button(page, 'Swap for another')).toHaveCount(0);
  await button(page, 'Skip').click();
  await expect(heading(page, scenario('mango').title)).toBeVisible();
});

test('the same link brings the same moments to everyone', async ({ browser, page, baseURL }) => {
  const query = 'pack=everyday&n=2&seed=7&mode=check';
  const other = await (await browser.newContext({ baseURL })).newPage();
  const titles = [];
  for (const one of [page, other]) {
    await open(one, query);
    if (await button(one, 'Start').isVisible()) await button(one, 'Start').click();
    const labels = one.getByRole('radio');
    await expect(labels.first()).toBeVisible();
    const options = await one.locator('label.choice').allTextContents();
    titles.push([await one.getByRole('heading', { level: 1 }).textContent(), ...options]);
  }
  expect(titles[0]).toEqual(titles[1]);
  await other.context().close();
});
