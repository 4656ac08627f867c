// A story: what is said decides what comes next.

import { expect, test } from './fixtures.mjs';
import { COMPETENCY, button, ended, feedback, group, heading, siteFile } from './play.mjs';

const [{ steps }] = siteFile('scenarios/packs/soup-for-forty.json').scenarios;
const LINK = '#/practice?m=soup-for-forty/soup-for-forty&seed=1';

/** Goes through the story, always with the response that `pick` takes; tells the steps it met. */
async function walk(page, pick) {
  const met = [];
  let step = steps[0];
  let far = 0;
  const goesOn = async () => {
    const bar = await page.getByRole('progressbar').evaluate(({ value, max }) => value / max);
    expect(bar, step.id).toBeGreaterThanOrEqual(far);
    far = bar;
  };
  while (step.responses?.length) {
    const told = step.story[0].says ?? step.story[0].text;
    await expect(page.locator('.story').filter({ hasText: told }).first()).toBeAttached();
    await goesOn();
    if (met.length) await expect(page.getByText(`Step ${met.length + 1}`, { exact: true }).first()).toBeVisible();
    if (step.competency) {
      await group(page, COMPETENCY).getByRole('radio').first().check();
      await button(page, 'Next').click();
    }
    const response = pick(step.responses);
    await group(page, 'Which response fits?').getByRole('radio', { name: response.text, exact: true }).check();
    await button(page, 'Check answer').click();
    await expect(feedback(page)).toContainText(response.why);
    await goesOn();
    met.push({ step, response });
    await button(page, 'Continue').click();
    step = steps.find(({ id }) => id === response.next);
  }
  await goesOn();
  expect(far).toBe(1);
  return { met, ending: step };
}

for (const [which, order] of [['best', (a, b) => b.fit - a.fit], ['worst', (a, b) => a.fit - b.fit]]) {
  test(`a story leads by the ${which} responses to an ending, and shows the path`, async ({ page }) => {
    await page.goto(LINK);
    const { met, ending } = await walk(page, (responses) => [...responses].sort(order)[0]);
    await expect(heading(page, 'Where this path led')).toBeVisible();
    await expect(page.getByRole('main')).toContainText(ending.outcome);
    await expect(page.getByRole('heading', { level: 2, name: 'The path you took' })).toBeVisible();
    const path = page.getByRole('main').locator('ol.path').first().getByRole('listitem');
    await expect(path).toHaveCount(met.length);
    for (const [index, { response }] of met.entries()) await expect(path.nth(index)).toContainText(response.text);
    await page.getByText('What other paths would have taught').click();
    await expect(page.getByRole('heading', { level: 3, name: 'Other endings' })).toBeVisible();
    for (const other of steps.filter(({ id, outcome }) => outcome && id !== ending.id)) {
      await expect(page.getByText(other.outcome)).toBeVisible();
    }
    await button(page, 'Continue').click();
    await expect(ended(page)).toBeVisible();
    // Each step has its heading, and stands there once.
    for (const [index, { response }] of met.entries()) {
      await expect(page.getByRole('heading', { level: 4, name: `Step ${index + 1}`, exact: true })).toBeVisible();
      await expect(page.getByText(response.text, { exact: true }).and(page.locator(':visible'))).toHaveCount(1);
    }
  });
}

test('the path so far can be read on the way', async ({ page }) => {
  await page.goto(LINK);
  await group(page, COMPETENCY).getByRole('radio').first().check();
  await button(page, 'Next').click();
  const { text } = steps[0].responses[0];
  await group(page, 'Which response fits?').getByRole('radio', { name: text, exact: true }).check();
  await button(page, 'Check answer').click();
  await button(page, 'Continue').click();
  await page.getByText('Your path so far').click();
  await expect(page.getByText(text)).toBeVisible();
});
