// Progress: empty, with a few answers and with many; and what home says of it.

import { expect, test } from './fixtures.mjs';
import { attempts, keep } from './past.mjs';
import { ONE, answerMoment, button, ended, heading, link, open, practiseNow } from './play.mjs';

const section = (page, name) => page.getByRole('heading', { level: 2, name, exact: true });

async function withPast(page, past) {
  await page.goto('');
  await keep(page, attempts(past));
  await page.goto('#/progress');
  await expect(heading(page, 'Your progress')).toBeVisible();
}

test('without an answer it invites', async ({ page }) => {
  await page.goto('');
  await link(page, 'Progress').click();
  await expect(heading(page, 'Your progress starts with one moment')).toBeFocused();
  await expect(link(page, 'Progress')).toHaveAttribute('aria-current', 'page');
  await practiseNow(page).click();
  await expect(button(page, 'Start').or(button(page, 'Next'))).toBeVisible();
});

test('after one moment there is no level yet, and the moment can be opened', async ({ page }) => {
  await open(page, ONE);
  await answerMoment(page);
  await button(page, 'Continue').click();
  await expect(ended(page)).toBeVisible();
  await page.goto('#/progress');
  await expect(heading(page, 'Your progress')).toBeFocused();
  await expect(page.getByText('You practised on 1 of the last 7 days and on 1 of the last 28.')).toBeVisible();
  const table = page.getByRole('table', { name: /in each category/ });
  await expect(table.getByText('4 more to go')).toHaveCount(2);
  await expect(table.getByText(/%/)).toHaveCount(0);
  await expect(page.getByText('You have not yet been asked how sure you are.')).toBeVisible();
  await page.getByRole('listitem').getByRole('link', { name: /1 moment/ }).click();
  await expect(ended(page)).toBeVisible();
});

test('a past is shown part by part, with what to do next', async ({ page }) => {
  await withPast(page, { count: 60, every: 1 });
  for (const name of [
    'Your days', 'Look at these first', 'When to come back', 'How it goes', 'How sure, and how right', 'Slips',
    'Which I take for which', 'Everything you did',
  ]) {
    await expect(section(page, name), name).toBeVisible();
  }
  await expect(page.getByRole('table', { name: /in each category/ }).getByRole('row')).toHaveCount(13);
  await expect(page.getByRole('table', { name: /level of sureness/ }).getByRole('rowheader')).toHaveText([
    'Not very', 'Fairly', 'Very',
  ]);
  await expect(page.getByText(/^When you said “Very”: competency \d+% of \d+, response \d+% of \d+\.$/)).toBeVisible();

  // The words of a slip are fetched when they are wanted.
  await page.getByText(/: an example, and what to try$/).first().click();
  await expect(page.getByText('What to try instead').first()).toBeVisible();

  const opened = page.getByRole('link', { name: /^Same moments again/ });
  await expect(opened).toHaveCount(20);
  await button(page, 'Show 40 more').click();
  await expect(opened).toHaveCount(60);
  await expect(page.getByRole('link', { name: /5 moments/ }).nth(20)).toBeFocused();
  await opened.first().click();
  await expect(button(page, 'Start').or(button(page, 'Next'))).toBeVisible();
  await expect(page.getByText('Moment 1 of 5')).toBeVisible();
});

test('home says why these, with the way to what is due, and what it draws stands in the address', async ({ page }) => {
  await page.goto('');
  await keep(page, attempts({ count: 4, last: 40 }));
  await page.reload();
  await expect(page.getByText(/^Why these: .*due again/)).toBeVisible();
  await expect(link(page, 'What is due, and why')).toHaveAttribute('href', '#/progress');
  await practiseNow(page).click();
  await expect(page).toHaveURL(/#\/practice\?.*m=([\w-]+\/[\w-]+,){4}[\w-]+\/[\w-]+/);
  await expect(page.getByText('Moment 1 of 5')).toBeVisible();
});

test('what another tab finishes is there within a second', async ({ page, context }) => {
  await withPast(page, { count: 2 });
  const other = await context.newPage();
  await other.goto('');
  await keep(other, attempts({ count: 3 }));
  await expect(page.getByRole('link', { name: /^Same moments again/ })).toHaveCount(3, { timeout: 1000 });
});
