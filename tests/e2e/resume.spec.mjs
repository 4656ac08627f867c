// Nothing is lost: a reload, a closed tab and a second tab.

import { expect, test } from './fixtures.mjs';
import {
  COMPETENCY, NOTED, ONE, TWO, answerCompetency, answerMoment, button, chooseResponse, ended, feedback, group, heading,
  kept, keptKeys, link, open, scenario, siteFile,
} from './play.mjs';

test('a reload comes back to exactly the same place', async ({ page }) => {
  await open(page, `m=${NOTED},everyday/mango&seed=1`);
  await page.reload();
  await expect(heading(page, 'Before you start')).toBeVisible();
  await button(page, 'Start').click();

  const competency = group(page, COMPETENCY).getByRole('radio');
  await competency.nth(1).check();
  await page.reload();
  await expect(competency.nth(1)).toBeChecked();
  await button(page, 'Next').click();

  const response = group(page, 'Which response fits?').getByRole('radio');
  await response.nth(2).check();
  await page.reload();
  await expect(response.nth(2)).toBeChecked();
  await button(page, 'Back').click();
  await expect(competency.nth(1)).toBeChecked();
  await button(page, 'Next').click();
  await button(page, 'Check answer').click();

  // What a competency means comes last, from a file of its own.
  const { means } = siteFile('scenarios/frameworks/samhsa-peer-2015.guide.json').competencies['IV.2'];
  await expect(feedback(page)).toContainText(means);
  const said = await feedback(page).textContent();
  await page.reload();
  await expect(feedback(page)).toContainText(means);
  expect(await feedback(page).textContent()).toBe(said);
  await button(page, 'Continue').click();
  await expect(heading(page, scenario('mango').title)).toBeVisible();
  await page.reload();
  await expect(heading(page, scenario('mango').title)).toBeVisible();
  await expect(page.getByText('Moment 2 of 2')).toBeVisible();
});

for (const format of ['best-worst', 'rate']) {
  test(`a reload keeps what was chosen in the format ${format}`, async ({ page }) => {
    await open(page, `${ONE}&format=${format}&sure=1`);
    await answerCompetency(page, { sure: 'Fairly' });
    await chooseResponse(page, format);
    const chosen = await page.getByRole('radio', { checked: true }).count();
    expect(chosen).toBeGreaterThan(1);
    await page.reload();
    await expect(page.getByRole('radio', { checked: true })).toHaveCount(chosen);
  });
}

test('a link that was begun in a tab now closed can be continued', async ({ page, context }) => {
  await open(page, TWO);
  await answerMoment(page);
  await button(page, 'Continue').click();
  await expect(heading(page, scenario('mango').title)).toBeVisible();
  const later = await context.newPage();
  await page.close();
  await later.goto(`#/practice?${TWO}`);
  await expect(heading(later, 'You have started this before')).toBeVisible();
  await expect(later.getByText('You were at moment 2 of 2.')).toBeVisible();
  await button(later, 'Continue').click();
  await expect(heading(later, scenario('mango').title)).toBeVisible();
});

test('a link that was begun can be started again', async ({ page, context }) => {
  await open(page, TWO);
  await answerMoment(page);
  const later = await context.newPage();
  await page.close();
  await later.goto(`#/practice?${TWO}`);
  await button(later, 'Start again').click();
  await expect(heading(later, scenario('back-step').title)).toBeVisible();
  await expect(group(later, COMPETENCY).getByRole('radio', { checked: true })).toHaveCount(0);
  expect(await keptKeys(later, 'session/')).toHaveLength(1);
});

test('home offers to continue', async ({ page, context }) => {
  await open(page, TWO);
  await group(page, COMPETENCY).getByRole('radio').nth(1).check();
  const later = await context.newPage();
  await page.close();
  await later.goto('');
  await later.getByRole('link', { name: 'Continue where I left off' }).click();
  // It was asked for: it goes on without a word.
  await expect(group(later, COMPETENCY).getByRole('radio').nth(1)).toBeChecked();
});

test('two tabs hold two sessions', async ({ page, context }) => {
  const other = await context.newPage();
  await open(page, ONE);
  await open(other, 'm=everyday/mango&seed=2');
  expect(await keptKeys(page, 'session/')).toHaveLength(2);
  for (const one of [page, other]) await group(one, COMPETENCY).getByRole('radio').nth(1).check();
  await Promise.all([page.reload(), other.reload()]);
  await expect(heading(page, scenario('back-step').title)).toBeVisible();
  await expect(heading(other, scenario('mango').title)).toBeVisible();
  await answerMoment(page);
  await button(page, 'Continue').click();
  await expect(ended(page)).toBeVisible();
  await other.reload();
  await expect(group(other, COMPETENCY).getByRole('radio').nth(1)).toBeChecked();
});

test('a finished link leads to its result or to another go; the result outlives a reload', async ({ page }) => {
  await open(page, ONE);
  await answerMoment(page);
  await button(page, 'Continue').click();
  await expect(ended(page)).toBeVisible();
  await page.reload();
  await expect(ended(page)).toBeVisible();
  await expect(page.getByRole('heading', { level: 3, name: scenario('back-step').title })).toBeVisible();
  expect(await keptKeys(page, 'session/')).toEqual([]);

  await page.goto(`#/practice?${ONE}`);
  await expect(heading(page, 'You have finished this before')).toBeVisible();
  await link(page, 'See result').click();
  await expect(ended(page)).toBeVisible();
  await page.goto(`#/practice?${ONE}`);
  await button(page, 'Practise again').click();
  await expect(heading(page, scenario('back-step').title)).toBeVisible();
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  expect(await keptKeys(page, 'attempt/')).toHaveLength(1);
});

for (const [how, query] of [
  ['named in the link', `m=${NOTED},everyday/mango&seed=1`],
  ['drawn', 'pack=everyday&n=24&seed=1'],
]) {
  test(`skipping leaves no trace of a moment that was ${how}`, async ({ page }) => {
    await open(page, query);
    const mango = heading(page, scenario('mango').title);
    // All are skipped but one.
    while (!(await ended(page).isVisible())) {
      if (await mango.isVisible()) {
        await answerMoment(page);
        await button(page, 'Continue').click();
      } else {
        await button(page, 'Skip').click();
      }
    }
    const texts = await kept(page);
    const attempts = Object.keys(texts).filter((key) => key.startsWith('attempt/'));
    expect(attempts).toHaveLength(1);
    expect(texts[attempts[0]]).toContain('everyday/mango');
    expect(texts[attempts[0]]).not.toContain('oranges');
    expect(await keptKeys(page, 'session/')).toEqual([]);
    await expect(page.getByRole('main')).not.toContainText(scenario('oranges').title);
  });
}
