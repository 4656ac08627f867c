// Practising in learn mode, from the first link to the result.

import { expect, test } from './fixtures.mjs';
import {
  COMPETENCY, FITS, NOTED, ONE, TWO, answerCompetency, answerMoment, answerMoments, button, chooseResponse, ended,
  feedback, group, heading, open, sayHowSure, scenario, practiseNow,
} from './play.mjs';

test('from the home page through five moments to how it went', async ({ page }) => {
  await page.goto('');
  await practiseNow(page).click();
  await answerMoments(page, 5);
  await expect(ended(page)).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Your answers' })).toBeVisible();
  await expect(page.getByText('Self-reported. Practice, not an assessment or certification.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 3 })).toHaveCount(await page.getByRole('main').locator('section').count());
});

for (const format of ['best-worst', 'rate']) {
  test(`a session in the format ${format}`, async ({ page }) => {
    await open(page, `pack=everyday&n=3&seed=1&mode=learn&format=${format}`);
    await answerMoments(page, 3, { format });
    await expect(ended(page)).toBeVisible();
  });
}

test('nothing goes on until something is chosen', async ({ page }) => {
  await open(page, ONE);
  await button(page, 'Next').click();
  await expect(page.getByRole('alert')).toHaveText('Choose a competency to go on.');
  await expect(group(page, COMPETENCY).getByRole('radio').first()).toBeFocused();
  await expect(group(page, COMPETENCY)).toHaveAccessibleDescription('Choose a competency to go on.');
  await answerCompetency(page);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await button(page, 'Check answer').click();
  await expect(page.getByRole('alert')).toHaveText('Choose a response to go on.');
  await expect(feedback(page)).toHaveCount(0);
});

test('best and worst can’t be the same response, and neither may be missing', async ({ page }) => {
  await open(page, `${ONE}&format=best-worst`);
  await answerCompetency(page);
  const best = group(page, 'Which fits best?').getByRole('radio');
  const worst = group(page, 'Which fits worst?').getByRole('radio');
  await best.nth(1).check();
  await button(page, 'Check answer').click();
  await expect(page.getByRole('alert')).toHaveText('Choose one in each of the two groups to go on.');
  await expect(worst.first()).toBeFocused();
  await worst.nth(1).check();
  await button(page, 'Check answer').click();
  await expect(page.getByRole('alert')).toContainText('the same response as best and as worst');
  await expect(best.nth(1)).toBeChecked();
  await expect(worst.nth(1)).toBeChecked();
  await worst.nth(2).check();
  await button(page, 'Check answer').click();
  await expect(feedback(page)).toBeVisible();
});

test('each response is rated, and all of them', async ({ page }) => {
  await open(page, `${ONE}&format=rate`);
  await answerCompetency(page);
  const ratings = page.getByRole('radiogroup');
  await expect(ratings).toHaveCount(scenario('back-step').steps[0].responses.length);
  for (const response of scenario('back-step').steps[0].responses) {
    const rating = page.getByRole('radiogroup', { name: response.text, exact: true });
    for (const fit of FITS) await expect(rating.getByRole('radio', { name: fit, exact: true })).toBeVisible();
  }
  await ratings.first().getByRole('radio', { name: 'Fits well' }).check();
  await button(page, 'Check answer').click();
  await expect(page.getByRole('alert')).toContainText('Say for each response how well it fits.');
  await expect(ratings.nth(1).getByRole('radio').first()).toBeFocused();
  await chooseResponse(page, 'rate');
  await button(page, 'Check answer').click();
  await expect(feedback(page)).toBeVisible();
});

test('in rate each, what an answer counts for is told at each moment, and in the review', async ({ page }) => {
  const counts = page.getByText('Rating every response the same counts as 0%.');
  for (const [alike, share] of [[true, 'Counts as 0%.'], [false, 'Counts as 100%.']]) {
    await open(page, `m=everyday/back-step&seed=${alike ? 1 : 2}&format=rate`);
    await answerCompetency(page);
    for (const { text, fit } of scenario('back-step').steps[0].responses) {
      const rating = page.getByRole('radiogroup', { name: text, exact: true });
      const name = ['Would do harm', 'Misses', 'Fits partly', 'Fits well'][alike ? 1 : fit];
      await rating.getByRole('radio', { name, exact: true }).check();
    }
    await button(page, 'Check answer').click();
    await expect(counts).toHaveText(new RegExp(`^${share}`));
    await button(page, 'Continue').click();
    await expect(ended(page)).toBeVisible();
    await expect(counts).toHaveText(new RegExp(`^${share}`));
  }
});

test('Back leads to the first question, and both choices stay', async ({ page }) => {
  await open(page, ONE);
  await answerCompetency(page, { at: 2 });
  await chooseResponse(page, 'best', 1);
  await button(page, 'Back').click();
  await expect(group(page, COMPETENCY).getByRole('radio').nth(2)).toBeChecked();
  await button(page, 'Next').click();
  await expect(group(page, 'Which response fits?').getByRole('radio').nth(1)).toBeChecked();
});

test('feedback gives the reason for every option of both questions, and is final', async ({ page }) => {
  const [step] = scenario('back-step').steps;
  await open(page, ONE);
  await expect(feedback(page)).toHaveCount(0);
  await answerMoment(page);
  await expect(heading(page, 'How your answers fit')).toBeVisible();
  for (const option of [...step.responses, ...step.competency.options]) {
    await expect(feedback(page)).toContainText(option.why);
  }
  for (const response of step.responses) await expect(feedback(page)).toContainText(response.text);
  await expect(feedback(page).getByText('You chose this')).toHaveCount(2);
  await expect(feedback(page).getByText(scenario('back-step').takeaway)).toBeVisible();
  await expect(feedback(page).getByText(scenario('back-step').reflect)).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(0);
  await expect(button(page, 'Back')).toHaveCount(0);
});

test('how sure is asked with each question, and has to be said', async ({ page }) => {
  await open(page, `${ONE}&sure=1`);
  await group(page, COMPETENCY).getByRole('radio').first().check();
  await button(page, 'Next').click();
  await expect(page.getByRole('alert')).toHaveText('Say how sure you are to go on.');
  await sayHowSure(page, 'Not very');
  await button(page, 'Next').click();
  await chooseResponse(page);
  await button(page, 'Check answer').click();
  await expect(page.getByRole('alert')).toHaveText('Say how sure you are to go on.');
  await sayHowSure(page, 'Very');
  await button(page, 'Check answer').click();
  await expect(feedback(page)).toBeVisible();
});

test('how sure is not asked unless it is switched on', async ({ page }) => {
  await open(page, ONE);
  await expect(group(page, 'How sure are you?')).toHaveCount(0);
});

test('a content note comes before a moment that touches on something', async ({ page }) => {
  await open(page, `m=${NOTED},everyday/mango&seed=1`);
  await expect(heading(page, 'Before you start')).toBeVisible();
  await expect(page.getByText('Death and grief')).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(0);
  await button(page, 'Start').click();
  await expect(heading(page, scenario('oranges').title)).toBeVisible();
  await expect(group(page, COMPETENCY)).toBeVisible();
});

test('a moment can be swapped for another before it starts', async ({ page }) => {
  await open(page, `m=${NOTED},everyday/mango&seed=1`);
  await button(page, 'Swap for another').click();
  await expect(group(page, COMPETENCY)).toBeVisible();
  await expect(page.getByText('Moment 1 of 2')).toBeVisible();
  await expect(heading(page, scenario('oranges').title)).toHaveCount(0);
  await expect(heading(page, scenario('mango').title)).toHaveCount(0);
});

test('a moment can be skipped at its note and at its questions', async ({ page }) => {
  await open(page, `m=${NOTED},everyday/back-step,everyday/mango&seed=1`);
  await button(page, 'Skip').click();
  await expect(heading(page, scenario('back-step').title)).toBeVisible();
  await answerCompetency(page);
  await button(page, 'Skip').click();
  await expect(heading(page, scenario('mango').title)).toBeVisible();
  await answerMoment(page);
  await button(page, 'Continue').click();
  await expect(ended(page)).toBeVisible();
  await expect(page.getByRole('heading', { level: 3 })).toHaveText([scenario('mango').title]);
});

test('skipping everything leads home, with no result', async ({ page }) => {
  await open(page, TWO);
  await button(page, 'Skip').click();
  await expect(heading(page, scenario('mango').title)).toBeVisible();
  await button(page, 'Skip').click();
  await expect(practiseNow(page)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Last results' })).toHaveCount(0);
});
