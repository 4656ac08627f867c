// Two tabs at once: neither costs the other what was set, answered or being read.

import { expect, test, watch } from './fixtures.mjs';
import { attempts, keep } from './past.mjs';
import {
  ONE, TWO, answerMoment, button, ended, heading, keptKeys, open, practiseNow, siteFile,
} from './play.mjs';

/** The moments that touch on a topic. */
const touching = new Set(siteFile('scenarios/index.json').packs.flatMap(({ id, scenarios }) =>
  scenarios.filter(({ topics }) => topics?.length).map((one) => `${id}/${one.id}`)));

/** Another tab of the same browser. */
async function another(context, baseURL) {
  watch(context, baseURL);
  return context.newPage();
}

test('what one tab sets, the other keeps to, and does not undo', async ({ page, context, baseURL }) => {
  const other = await another(context, baseURL);
  const topic = (tab) => tab.getByRole('checkbox', { name: 'Suicide', exact: true });
  const dark = (tab) => tab.getByRole('radio', { name: 'Dark', exact: true });
  for (const tab of [page, other]) {
    await tab.goto('#/settings');
    await expect(topic(tab)).toBeVisible();
  }
  await topic(page).check();
  await expect(topic(page)).toBeFocused();
  await expect(topic(other)).toBeChecked();
  await dark(other).check();
  await expect(dark(page)).toBeChecked();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  for (const tab of [page, other]) {
    await tab.reload();
    await expect(topic(tab)).toBeChecked();
    await expect(dark(tab)).toBeChecked();
  }
});

test('what is drawn in one tab leaves out what was switched off in another', async ({ page, context, baseURL }) => {
  const other = await another(context, baseURL);
  await other.goto('');
  await expect(practiseNow(other)).toBeVisible();
  await page.goto('#/settings');
  const topics = page.getByRole('group', { name: 'Topics I want to skip' }).getByRole('checkbox');
  await expect(topics.first()).toBeVisible();
  for (const topic of await topics.all()) await topic.check();
  await other.goto('#/practice?n=60');
  await expect(other.getByText(/^Moment 1 of /).first()).toBeVisible();
  await expect(other).toHaveURL(/m=/);
  const names = decodeURIComponent(/m=([^&]*)/.exec(other.url())[1]).split(',');
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => touching.has(name))).toEqual([]);
});

test('a tab that never heard of it does not undo it either', async ({ page, context, baseURL }) => {
  const other = await another(context, baseURL);
  // As if the browser had put the tab to sleep.
  await other.addInitScript(() => addEventListener('storage', (event) => event.stopImmediatePropagation()));
  for (const tab of [page, other]) {
    await tab.goto('#/settings');
    await expect(tab.getByRole('checkbox', { name: 'Suicide', exact: true })).toBeVisible();
  }
  await page.getByRole('checkbox', { name: 'Suicide', exact: true }).check();
  await other.getByRole('radio', { name: 'Dark', exact: true }).check();
  await other.reload();
  await expect(other.getByRole('radio', { name: 'Dark', exact: true })).toBeChecked();
  await expect(other.getByRole('checkbox', { name: 'Suicide', exact: true })).toBeChecked();
});

test('of a session that two tabs finish, both ends are kept and can be opened', async ({ page, context, baseURL }) => {
  const other = await another(context, baseURL);
  await open(page, ONE);
  await other.goto(`#/practice?${ONE}`);
  await button(other, 'Continue').click();
  // Each tab shows the end that was its own.
  const chosen = (tab) => tab.locator('main .choices').allTextContents();
  const told = [];
  for (const [at, tab] of [page, other].entries()) {
    await answerMoment(tab, { at });
    await button(tab, 'Continue').click();
    await expect(ended(tab)).toBeVisible();
    await expect(tab.locator('main .choices')).toHaveCount(1);
    told.push(await chosen(tab));
  }
  expect(told[0]).not.toEqual(told[1]);
  expect(await keptKeys(page, 'attempt/')).toHaveLength(2);
  expect(await keptKeys(page, 'session/')).toEqual([]);
  await page.goto('#/progress');
  const results = page.locator('.past').getByRole('link', { name: /1 moment/ });
  await expect(results).toHaveCount(2);
  const found = [];
  for (const at of [0, 1]) {
    await results.nth(at).click();
    await expect(page.locator('main .choices')).toHaveCount(1);
    found.push(await chosen(page));
    await page.goBack();
    await expect(results).toHaveCount(2);
  }
  expect(found.map(String).sort()).toEqual(told.map(String).sort());
});

/** Does in the other tab what another tab does, and waits until this one has heard of it. */
async function meanwhile(page, other, query = TWO) {
  await page.evaluate(() => {
    window.heard = 0;
    addEventListener('storage', () => { window.heard += 1; });
  });
  await open(other, query);
  await answerMoment(other);
  await other.evaluate(() => localStorage.setItem('of another app', '1'));
  await expect.poll(() => page.evaluate(() => window.heard)).toBeGreaterThan(3);
}

test('while another tab practises, what was unfolded in progress stays so, and the focus where it is', async ({ page, context, baseURL }) => {
  const other = await another(context, baseURL);
  await page.goto('');
  await keep(page, attempts({ count: 20 }));
  await page.goto('#/progress');
  await expect(heading(page, 'Your progress')).toBeVisible();
  const fold = page.locator('details').filter({ hasText: 'All counts, as a table with colors' });
  await fold.locator('summary').click();
  await expect(fold.locator('summary')).toBeFocused();
  await meanwhile(page, other);
  await expect(fold.getByRole('table')).toBeVisible();
  await expect(fold.locator('summary')).toBeFocused();
  // What it finishes is there all the same.
  await button(other, 'Continue').click();
  await answerMoment(other);
  await button(other, 'Continue').click();
  await expect(ended(other)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show 18 more' })).toBeVisible();
});

test('while another tab answers, the focus stays where it is at home and in the diary', async ({ page, context, baseURL }) => {
  const other = await another(context, baseURL);
  await page.goto('#/diary');
  for (const [name, words] of [['Write an entry', 'First words.'], ['Change', 'Other words.']]) {
    await button(page, name).click();
    await page.getByRole('textbox', { name: 'What happened?' }).fill(words);
    await button(page, 'Save').click();
  }
  const fold = page.locator('details').filter({ hasText: '1 earlier version' });
  await fold.locator('summary').click();
  await meanwhile(page, other);
  await expect(page.getByText('First words.')).toBeVisible();
  await expect(fold.locator('summary')).toBeFocused();
  await page.goto('#/');
  await practiseNow(page).focus();
  // What is in progress is told of, beside what has the focus.
  await meanwhile(page, other, 'm=everyday/mango,everyday/back-step&seed=3');
  await expect(page.getByRole('link', { name: /^Continue where I left off/ })).toHaveCount(2);
  await expect(practiseNow(page)).toBeFocused();
});
