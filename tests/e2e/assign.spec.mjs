// A practice link to hand out, with every choice that there is.

import { axe, expect, test } from './fixtures.mjs';
import { COMPETENCY, answerCompetency, button, group, heading, pastNote, sayHowSure } from './play.mjs';
import { readQr } from './qr.mjs';

const link = (page) => page.getByLabel('The link', { exact: true });
const form = (page) => page.getByRole('main').locator('ol > li');
const count = (page) => page.getByLabel('How many moments (1 to 100)');
const fold = (page, name) => page.locator('summary').filter({ hasText: name });
const qr = (page) => page.getByText('The same link as a QR code.');

async function assign(page) {
  await page.goto('#/trainer/assign');
  await expect(heading(page, 'Hand out a practice link')).toBeVisible();
  await expect(link(page)).toBeVisible();
}

test('a number that is none gives a sentence and no link', async ({ page }) => {
  await assign(page);
  for (const wrong of ['500', '0', '', '2.5', '-3']) {
    await count(page).fill(wrong);
    await expect(page.getByRole('alert'), wrong).toHaveText('Type a number of moments from 1 to 100. Until then there is no link.');
    await expect(count(page)).toHaveAttribute('aria-invalid', 'true');
    await expect(count(page)).toHaveAccessibleDescription(/from 1 to 100/);
    await expect(link(page)).toHaveCount(0);
    await expect(form(page)).toHaveCount(0);
  }
  await axe(page);
  await count(page).fill('4');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(count(page)).not.toHaveAttribute('aria-invalid');
  await expect(link(page)).toHaveValue(/[?&]n=4&/);
  await page.getByRole('checkbox', { name: /^Set a timer/ }).check();
  const minutes = page.getByLabel('Minutes (1 to 600)');
  await minutes.fill('601');
  await expect(page.getByRole('alert')).toHaveText('Type a number of minutes from 1 to 600. Until then there is no link.');
  await expect(link(page)).toHaveCount(0);
  // Without a timer its minutes are nobody's concern.
  await page.getByRole('checkbox', { name: /^Set a timer/ }).uncheck();
  await expect(link(page)).toHaveValue(/[?&]n=4&/);
  await page.getByRole('checkbox', { name: /^Set a timer/ }).check();
  await expect(minutes).toHaveValue('20');
  await expect(link(page)).toHaveValue(/[?&]timer=20(&|$)/);
});

test('category, timer, certainty and format are in the link and in what it gives', async ({ page, browser, baseURL }) => {
  await assign(page);
  await fold(page, /^Packs/).click();
  await page.getByRole('checkbox', { name: /^Everyday/ }).check();
  await fold(page, /^Categories/).click();
  const categories = page.getByRole('group', { name: 'Categories' }).getByRole('checkbox');
  await categories.first().check();
  await expect(fold(page, /^Categories/)).toContainText('1 chosen');
  await count(page).fill('3');
  await page.getByRole('radio', { name: 'Which fits best and which fits worst' }).check();
  await page.getByRole('checkbox', { name: /^Ask how sure/ }).check();
  await page.getByRole('checkbox', { name: /^Set a timer/ }).check();
  await page.getByLabel('Minutes (1 to 600)').fill('7');
  await expect(form(page)).toHaveCount(3);
  const address = await link(page).inputValue();
  for (const part of [/pack=everyday&/, /cat=I&/, /n=3&/, /mode=check&/, /format=best-worst&/, /sure=1&/, /timer=7&/]) {
    expect(address).toMatch(part);
  }
  await expect(page.getByLabel('Words to send with it')).toHaveValue(/7 minutes/);
  expect(await readQr(page)).toBe(address);
  const other = await browser.newContext({ baseURL });
  const learner = await other.newPage();
  await learner.goto(address);
  await expect(learner.getByText('Moment 1 of 3').first()).toBeVisible();
  await expect(learner.getByText(/7:00|6:5\d|7 minutes/).first()).toBeVisible();
  await pastNote(learner);
  await expect(group(learner, COMPETENCY)).toBeVisible();
  await answerCompetency(learner, { sure: 'Very' });
  await expect(group(learner, 'Which fits worst?')).toBeVisible();
  await sayHowSure(learner);
  await other.close();
});

test('a QR code is read at any length that is drawn, and above that a sentence says why there is none', async ({ page }) => {
  await assign(page);
  await fold(page, /^Packs/).click();
  const packs = await page.getByRole('checkbox', { name: /\d (moment|stor)/ }).all();
  let last;
  for (const pack of packs) {
    await pack.check();
    const address = await link(page).inputValue();
    if (address.length > 600) {
      last = pack;
      break;
    }
  }
  expect(last, 'the packs of the site are enough for a long link').toBeDefined();
  await expect(page.getByText('This link is too long for a QR code')).toBeVisible();
  await expect(qr(page)).toHaveCount(0);
  await last.uncheck();
  await expect(qr(page)).toBeVisible();
  const longest = await link(page).inputValue();
  expect(longest.length).toBeGreaterThan(560);
  expect(await readQr(page)).toBe(longest);
});

test('on paper it is a handout: what comes, the words, the code, and the link in full', async ({ page }) => {
  await assign(page);
  await expect(page.getByText('This link names every pack, so it is long.')).toBeVisible();
  await fold(page, /^Packs/).click();
  await page.getByRole('checkbox', { name: /^Everyday/ }).check();
  await expect(fold(page, /^Packs/)).toHaveText('Packs: 1 chosen');
  await expect(page.getByText('This link names every pack, so it is long.')).toHaveCount(0);
  const address = await link(page).inputValue();
  const words = page.getByText(/^Please open this link and practi[sc]e/).and(page.locator('p'));
  await expect(words).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(words).toBeVisible();
  expect(await words.textContent()).toContain(address);
  await expect(qr(page)).toBeVisible();
  await expect(form(page)).toHaveCount(10);
  for (const hidden of [count(page), link(page), page.getByLabel('Words to send with it'), page.getByRole('checkbox').first(), heading(page, 'Hand out a practice link')]) {
    await expect(hidden).toBeHidden();
  }
});

test('from a trainer’s page back to all of them', async ({ page }) => {
  for (const to of ['assign', 'group', 'publish']) {
    await page.goto(`#/trainer/${to}`);
    await page.getByRole('main').getByRole('link', { name: 'For trainers' }).click();
    await expect(heading(page, 'For trainers')).toBeVisible();
  }
});
