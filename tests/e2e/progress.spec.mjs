// Progress: empty, with a few answers and with many; and what home says of it.

import { expect, test } from './fixtures.mjs';
import { attempts, keep } from './past.mjs';
import {
  ONE, answerCompetency, answerMoment, button, chooseResponse, ended, heading, link, open, practiseNow, sayHowSure, scenario,
} from './play.mjs';

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
  // A way on stands above all of it.
  await expect(practiseNow(page)).toHaveAttribute('href', '#/practice?n=5');
  await page.getByRole('listitem').getByRole('link', { name: /1 moment/ }).click();
  await expect(ended(page)).toBeVisible();
});

test('after one wrong answer it says when to come back, and no level', async ({ page }) => {
  await open(page, ONE);
  await answerCompetency(page);
  const [step] = scenario('back-step').steps;
  const said = step.responses.find(({ fit }) => fit === 1);
  await page.getByRole('radio', { name: said.text, exact: true }).check();
  await button(page, 'Check answer').click();
  await button(page, 'Continue').click();
  await expect(ended(page)).toBeVisible();
  await page.goto('#/progress');
  const hard = page.getByRole('heading', { level: 3, name: 'Still hard' });
  await expect(hard).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: /Due on .*\d\./ })).toHaveCount(1);
  await expect(page.getByRole('listitem').filter({ hasText: 'Last practised today. Due on' })).toHaveCount(1);
  // No share of anything, but for where the levels begin.
  await expect(page.getByRole('main').getByText(/\d%/)).toHaveText([/80% or more is steady/]);
  // What the days come from is there for who wants to know.
  await page.getByText('Where the days come from', { exact: true }).click();
  await expect(page.getByRole('table', { name: /by the model$/ }).getByRole('row')).toHaveCount(2);
});

test('a past is shown part by part, with what to do next', async ({ page }) => {
  await withPast(page, { count: 60, every: 1 });
  for (const name of [
    'When to come back', 'How it goes', 'Look at these first', 'Slips', 'How sure, and how right',
    'Which I take for which', 'Your days', 'Everything you did',
  ]) {
    await expect(section(page, name), name).toBeVisible();
  }
  // In that order; of what is due three stand there, and the others are a fold away.
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([
    'When to come back', 'How it goes', 'Look at these first', 'Slips', 'How sure, and how right',
    'Which I take for which', 'Your days', 'Everything you did',
  ]);
  const due = page.getByRole('link', { name: /Last practised .* ago\.$/ });
  await expect(due).toHaveCount(3);
  await page.getByText('9 more', { exact: true }).click();
  await expect(due).toHaveCount(12);
  await expect(page.getByRole('table', { name: /in each category/ }).getByRole('row')).toHaveCount(13);
  await expect(page.getByText(/^When you said “Very”, the competency fit about \d+% of the time, and the response about \d+%\.$/)).toBeVisible();
  await page.getByText('All levels, as a picture and a table', { exact: true }).click();
  await expect(page.getByRole('table', { name: /by how sure you were/ }).getByRole('rowheader')).toHaveText([
    'Not very', 'Fairly', 'Very',
  ]);

  // The words of a slip are fetched when they are wanted.
  await page.locator('.slip > summary').first().click();
  await expect(page.getByText('What to try instead').first()).toBeVisible();

  const opened = page.getByRole('link', { name: /^Same moments again/ });
  await expect(opened).toHaveCount(3);
  await button(page, 'Show 20 more').click();
  await expect(opened).toHaveCount(23);
  await expect(page.getByRole('link', { name: /5 moments/ }).nth(3)).toBeFocused();
  await button(page, 'Show 20 more').click();
  await button(page, 'Show 17 more').click();
  await expect(opened).toHaveCount(60);
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

test('what was missed is practised again from an old result', async ({ page }) => {
  const [past] = attempts({ count: 1 });
  // Full credit in both of two, in one only of the next, in neither of the others.
  for (const [at, { steps: [{ competency, mark }] }] of past.moments.entries()) {
    competency.credit = at < 3 ? 1_000_000 : 0;
    mark.credit = at < 2 ? 1_000_000 : 0;
  }
  const missed = past.moments.slice(2).map(({ name }) => name);
  await page.goto('');
  await keep(page, [past]);
  await page.goto('#/progress');
  const again = page.getByRole('link', { name: /^What I missed, / });
  await expect(again).toHaveAttribute('href', `#/practice?m=${missed.join(',')}`);
  await again.click();
  await expect(page.getByText(`Moment 1 of ${missed.length}`)).toBeVisible();
});

test('how sure one is, is marked only where one chose it, by a rule that is told before', async ({ page }) => {
  const RULE = /right earns 1, 2 or 3, wrong costs 0, 2 or 6/;
  const MARKS = /Certainty marks for competency: .* of 3\./;
  const folded = page.getByText('Your certainty marks', { exact: true });
  const practise = async (seed) => {
    await open(page, `m=everyday/back-step&seed=${seed}&sure=1`);
    const rules = [await page.getByText(RULE).count()];
    await answerCompetency(page, { sure: 'Very' });
    rules.push(await page.getByText(RULE).count());
    await chooseResponse(page);
    await sayHowSure(page);
    await button(page, 'Check answer').click();
    await button(page, 'Continue').click();
    await expect(ended(page)).toBeVisible();
    return rules;
  };
  expect(await practise(1)).toEqual([0, 0]);
  await expect(page.getByText(/Certainty marks/)).toHaveCount(0);
  await page.goto('#/progress');
  await expect(page.getByText('All levels, as a picture and a table', { exact: true })).toBeVisible();
  await expect(folded).toHaveCount(0);

  await page.goto('#/settings');
  await page.getByRole('checkbox', { name: /^Mark how sure I am \(competency only\).*right earns 3, wrong costs 6/ }).check();
  await page.reload();
  await expect(page.getByRole('checkbox', { name: /^Mark how sure I am/ })).toBeChecked();
  // Of the competency, and never of a response, which is a judgement.
  expect(await practise(2)).toEqual([1, 0]);
  await expect(page.getByText(MARKS)).toBeVisible();
  await page.goto('#/progress');
  await folded.click();
  await expect(page.getByText(/^Certainty marks for competency: .* of 3\.|^Your certainty cost you more than it earned so far\./)).toBeVisible();
});

test('of a few answers it is not said how right one is when sure', async ({ page }) => {
  await withPast(page, { count: 1, size: 4 });
  await expect(page.getByText('After five answers of one kind it says here how they went.')).toBeVisible();
  await expect(page.getByText(/^When you said/)).toHaveCount(0);
  // What was not tried has no row of dashes: it stands above, as what is new.
  await expect(page.getByRole('table', { name: /in each category/ }).getByText('more to go')).not.toHaveCount(0);
  await expect(page.getByRole('table', { name: /in each category/ }).getByText('Not tried yet')).toHaveCount(0);
});

test('what was lost by being too sure is not counted out to anybody', async ({ page }) => {
  const past = attempts({ count: 2 });
  for (const { steps: [{ competency }] } of past.flatMap(({ moments }) => moments)) {
    competency.credit = 0;
    competency.sure = 'very';
  }
  await page.goto('#/settings');
  await page.getByRole('checkbox', { name: /^Mark how sure I am/ }).check();
  await keep(page, past);
  await page.goto('#/progress');
  await page.getByText('Your certainty marks', { exact: true }).click();
  await expect(page.getByText(/^Your certainty cost you more than it earned so far\./)).toBeVisible();
  await expect(page.getByRole('main').getByText(/[-−]\d/)).toHaveCount(0);
});

test('each picture has its figures in a table beneath it', async ({ page }) => {
  await withPast(page, { count: 60, every: 1 });
  const days = page.getByRole('table', { name: /each of the last 28 days/ });
  const slips = page.getByRole('table', { name: /in each week/ });
  const confusion = page.getByRole('group', { name: 'Which I take for which' }).getByRole('table');
  for (const [summary, table, rows] of [
    ['The last four weeks, day by day', days, 28], ['Week by week as a table', slips, 12],
    ['All counts, as a table with colors', confusion, 12],
  ]) {
    // It is made when it is wanted.
    await expect(table, summary).toHaveCount(0);
    await page.getByText(summary, { exact: true }).click();
    await expect(table.locator('tbody tr'), summary).toHaveCount(rows);
  }
  // Five moments each day up to yesterday.
  await expect(days.locator('tbody tr').nth(0).getByRole('cell')).toHaveText('0');
  await expect(days.locator('tbody tr').nth(1).getByRole('cell')).toHaveText('5');
  // What is said of slips in the list and in their table is the same.
  const sum = async (cells) => (await cells.allTextContents()).reduce((all, one) => all + Number(one), 0);
  const kinds = page.locator('.slip > summary');
  const names = await slips.locator('thead th').allTextContents();
  for (let kind = 0; kind < await kinds.count(); kind += 1) {
    const said = await kinds.nth(kind).textContent();
    const column = names.findIndex((name) => said.startsWith(name));
    const weekly = await sum(slips.locator(`tbody tr td:nth-child(${column + 1})`));
    expect(weekly, said).toBe(Number(/(\d+) in all/.exec(said)[1]));
  }
  await expect(confusion.locator('tbody td.right')).toHaveCount(12);
  await expect(confusion.getByRole('columnheader').first()).toHaveText('Called for ↓ You chose →');
  expect(await sum(confusion.locator('tbody td'))).toBeGreaterThan(100);
});

test('on paper progress has all of its figures, and nothing to press', async ({ page }) => {
  await page.addInitScript(() => { window.print = () => { window.printed = true; }; });
  await withPast(page, { count: 30 });
  await button(page, 'Print').click();
  await page.waitForFunction(() => window.printed);
  await expect(page.locator('main details:not([open])')).toHaveCount(0);
  await page.emulateMedia({ media: 'print' });
  for (const name of [/in each category/, /principle that a moment shows/, /by how sure you were/, /each of the last 28 days/, /in each week/]) {
    await expect(page.getByRole('table', { name })).toBeVisible();
  }
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('link', { name: /^Same moments again/ })).toHaveCount(0);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(page.getByRole('table', { name: /each of the last 28 days/ })).toBeHidden();
});
