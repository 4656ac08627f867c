// The diary: written, found, changed, taken along, and nobody else's.

import { readFile } from 'node:fs/promises';
import { axe, expect, test, watch } from './fixtures.mjs';
import {
  ONE, answerMoment, button, ended, feedback, heading, keptKeys, link, open, practiseNow, scenario,
} from './play.mjs';

const field = (page, name) => page.getByRole('textbox', { name, exact: true });
const entries = (page) => page.getByRole('article');
const said = (page, text) => page.getByRole('status').filter({ hasText: text });

async function write(page, happened) {
  await button(page, 'Write an entry').click();
  await field(page, 'What happened?').fill(happened);
  await button(page, 'Save').click();
}

async function opened(page) {
  await page.goto('#/diary');
  await expect(heading(page, 'Diary')).toBeVisible();
}

test('a practised moment leads to an entry about it, and back', async ({ page }) => {
  await open(page, ONE);
  await answerMoment(page);
  await link(feedback(page), 'Write in my diary').click();
  await expect(page.getByText('About “The back step”')).toBeVisible();
  await page.getByText('More questions', { exact: true }).click();
  await field(page, 'What did I do?').fill('I sat down beside him.');
  await page.getByRole('combobox').selectOption({ index: 1 });
  await button(page, 'Save').click();
  await expect(said(page, 'The entry was saved.')).toBeFocused();
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page).getByRole('heading', { name: 'I sat down beside him.', exact: true })).toBeVisible();
  await expect(link(entries(page), 'About “The back step”')).toBeVisible();
  await expect(entries(page).getByRole('definition')).toHaveCount(2);
  await link(page, 'Continue where I left off').click();
  await button(page, 'Continue').click();
  await expect(ended(page)).toBeVisible();
  await page.getByText('The moment, and the reason').first().click();
  await expect(link(page, 'Write in my diary').first()).toBeVisible();
  // No address that leads back to the entry's form is left behind.
  await page.goto('#/diary');
  await page.reload();
  await expect(entries(page)).toHaveCount(1);
});

test('what could tell who somebody is, is pointed out once', async ({ page }) => {
  await opened(page);
  await write(page, 'Call me at (555) 234-5678, kim@mail.example.org, since March 14, 2026.');
  const aside = page.getByRole('region', { name: 'Before you save' });
  await expect(aside).toBeFocused();
  await expect(aside.getByRole('listitem')).toHaveCount(3);
  // The form's own button would do nothing now.
  await expect(button(page, 'Save')).toHaveCount(0);
  await axe(page);
  await button(page, 'Change it').click();
  await expect(field(page, 'What happened?')).toBeFocused();
  await expect(aside).toHaveCount(0);
  await button(page, 'Save').click();
  await button(page, 'Save anyway').click();
  await expect(entries(page)).toHaveCount(1);
});

test('nothing is saved of an empty form, or when it is cancelled', async ({ page }) => {
  await opened(page);
  await button(page, 'Write an entry').click();
  await expect(page.getByRole('heading', { level: 2, name: 'Write an entry' })).toBeFocused();
  await button(page, 'Save').click();
  await expect(page.getByRole('alert')).toContainText('Write something');
  await expect(field(page, 'What happened?')).toBeFocused();
  await field(page, 'What happened?').fill('Never mind.');
  // What was written goes only after a question.
  await button(page, 'Cancel').click();
  await expect(button(page, 'Keep writing')).toBeFocused();
  await button(page, 'Keep writing').click();
  await expect(field(page, 'What happened?')).toHaveValue('Never mind.');
  await button(page, 'Cancel').click();
  await button(page, 'Throw it away').click();
  await expect(said(page, 'Nothing was saved.')).toBeVisible();
  await expect(page.getByText('Nothing is written yet.')).toBeVisible();
  expect(await keptKeys(page, 'diary/')).toEqual([]);
});

test('what was being written is there after a reload', async ({ page }) => {
  await opened(page);
  await button(page, 'Write an entry').click();
  await field(page, 'What happened?').fill('The bus was late.');
  await page.reload();
  await expect(field(page, 'What happened?')).toHaveValue('The bus was late.');
  await button(page, 'Save').click();
  await page.reload();
  await expect(entries(page)).toHaveCount(1);
});

test('words about another moment are not lost, nor in the way of what is asked for', async ({ page }) => {
  const about = (name) => page.goto(`#/diary?moment=everyday/${name}`);
  const happened = field(page, 'What happened?');
  await about('back-step');
  await happened.fill('On the back step.');
  await page.goto('#/library');
  await about('mango');
  await expect(page.getByRole('heading', { level: 2, name: 'You have words that are not saved' })).toBeVisible();
  await expect(page.getByText('You were writing: About “The back step”')).toBeVisible();
  await expect(page.getByText(`You asked for a new entry: About “${scenario('mango').title}”`)).toBeVisible();
  await axe(page);
  await button(page, 'Go on with those words').click();
  await expect(happened).toHaveValue('On the back step.');
  // Asked for once more, and chosen: nothing of the former is left.
  await page.goto('#/library');
  await about('mango');
  await button(page, 'Let them go and start the new entry').click();
  await expect(page.getByRole('heading', { level: 2, name: 'Write an entry' })).toBeFocused();
  await expect(page.getByText(`About “${scenario('mango').title}”`)).toBeVisible();
  await expect(happened).toHaveValue('');
  await page.reload();
  await expect(happened).toHaveValue('');
  // The same moment is what is asked for.
  await happened.fill('The mango.');
  await page.reload();
  await expect(happened).toHaveValue('The mango.');
});

test('words that are too many are held as well', async ({ page }) => {
  await opened(page);
  await button(page, 'Write an entry').click();
  const long = 'The bus was late. '.repeat(250).trim();
  await field(page, 'What happened?').fill(long);
  await page.reload();
  await expect(field(page, 'What happened?')).toHaveValue(long);
  await button(page, 'Save').click();
  await expect(page.getByRole('alert')).toContainText('has 4499 characters, and 4000 is the most');
});

test('an entry that finds no room is not called saved, and outlives a reload', async ({ page }) => {
  await page.addInitScript(() => {
    const set = Storage.prototype.setItem;
    window.giveRoom = () => { Storage.prototype.setItem = set; };
    Storage.prototype.setItem = function small(key, text) {
      if (this === localStorage && text.length > 1000) throw new DOMException('full', 'QuotaExceededError');
      return set.call(this, key, text);
    };
  });
  await opened(page);
  const long = 'The bus was late. '.repeat(80).trim();
  await write(page, long);
  await expect(said(page, 'This entry could not be saved on this device.')).toBeFocused();
  await expect(said(page, 'The space for saved answers is full.')).toBeVisible();
  await expect(entries(page)).toContainText(long);
  // Within the page the entry has it all: nobody is asked to write it once more.
  await page.goto('#/library');
  await opened(page);
  await expect(entries(page)).toContainText(long);
  // Nor is it the only one: all that was written meanwhile outlives a reload.
  const other = 'The bus came. '.repeat(90).trim();
  await write(page, other);
  await page.reload();
  await expect(entries(page)).toHaveCount(2);
  await expect(page.getByText('Not saved on this device yet.')).toHaveCount(2);
  await expect(said(page, 'The space for saved answers is full.')).toBeVisible();
  await page.evaluate(() => window.giveRoom());
  await button(page, 'Try again').click();
  await expect(page.getByText('Not saved on this device yet.')).toHaveCount(0);
  expect(await keptKeys(page, 'diary/')).toHaveLength(2);
  await page.reload();
  for (const words of [other, long]) await expect(entries(page).filter({ hasText: words })).toHaveCount(1);
  await expect(page.getByText('Not saved on this device yet.')).toHaveCount(0);
});

test('the other questions are folded until one of them is answered', async ({ page }) => {
  await opened(page);
  await button(page, 'Write an entry').click();
  const asked = page.getByRole('textbox');
  await expect(asked).toHaveCount(2);
  await page.getByText('More questions', { exact: true }).click();
  await expect(asked).toHaveCount(5);
  await field(page, 'What did I notice in myself?').fill('I wrote to kim@mail.example.org.');
  // What is pointed out is unfolded again.
  await page.getByText('More questions', { exact: true }).click();
  await button(page, 'Save').click();
  await button(page, 'Change it').click();
  await expect(field(page, 'What did I notice in myself?')).toBeFocused();
  await field(page, 'What did I notice in myself?').fill('I was tired.');
  await button(page, 'Save').click();
  await button(page, 'Change').click();
  await expect(field(page, 'What did I notice in myself?')).toHaveValue('I was tired.');
  await button(page, 'Cancel').click();
  await expect(said(page, 'Nothing was saved.')).toBeVisible();
});

test('an entry is changed, and its earlier words stay to be read until an export', async ({ page }) => {
  await opened(page);
  await write(page, 'First words.');
  await button(page, 'Change').click();
  await field(page, 'What happened?').fill('Other words.');
  await button(page, 'Save').click();
  await expect(entries(page)).toContainText('Other words.');
  await page.getByText('1 earlier version').click();
  await expect(page.getByText('First words.')).toBeVisible();
  await axe(page);
});

test('what an export has, and was replaced before it, is let go of with the next change', async ({ page }) => {
  const at = (time) => page.clock.setFixedTime(new Date(`2026-03-14T${time}:00Z`));
  const change = async (words) => {
    await button(page, 'Change').click();
    await field(page, 'What happened?').fill(words);
    await button(page, 'Save').click();
    await expect(entries(page)).toContainText(words);
  };
  await at('10:00');
  await opened(page);
  await write(page, 'First words.');
  await at('10:01');
  await change('Second words.');
  await at('10:05');
  await page.goto('#/settings');
  const download = page.waitForEvent('download');
  await button(page, 'Save everything to a file').click();
  expect(await readFile(await (await download).path(), 'utf8')).toContain('First words.');
  await opened(page);
  await expect(page.getByText('1 earlier version')).toBeVisible();
  await at('10:10');
  await change('Third words.');
  await expect(page.getByText(/\d earlier version/)).toHaveCount(0);
  await at('10:11');
  await change('Fourth words.');
  await page.getByText('1 earlier version').click();
  await expect(page.getByText('Third words.')).toBeVisible();
});

test('on paper there is every entry, with what it said before, and nothing to press', async ({ page }) => {
  await opened(page);
  await write(page, 'First words.');
  for (let n = 1; n <= 21; n += 1) await write(page, `Entry ${n}.`);
  await page.getByRole('searchbox').fill('First words');
  await button(page, 'Change').click();
  await field(page, 'What happened?').fill('Other words.');
  await button(page, 'Save').click();
  await expect(entries(page)).toHaveCount(10);
  const printed = page.evaluate(() => new Promise((done) => { window.print = done; }));
  await button(page, 'Print').click();
  await printed;
  await page.emulateMedia({ media: 'print' });
  await expect(entries(page)).toHaveCount(22);
  await expect(page.getByText('First words.')).toBeVisible();
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('searchbox')).toHaveCount(0);
  await expect(page.getByText('No names, birthdays or addresses.')).toBeHidden();
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
});

test('an entry is deleted only after a question', async ({ page }) => {
  await opened(page);
  await write(page, 'One.');
  await write(page, 'Two.');
  await entries(page).filter({ hasText: 'One.' }).getByRole('button', { name: 'Delete' }).click();
  await button(page, 'Keep it').click();
  await expect(entries(page)).toHaveCount(2);
  await entries(page).filter({ hasText: 'One.' }).getByRole('button', { name: 'Delete' }).click();
  await button(page, 'Delete the entry').click();
  await expect(said(page, 'The entry was deleted.')).toBeFocused();
  await expect(entries(page)).toHaveText(/Two\./);
  await page.reload();
  await expect(entries(page)).toHaveCount(1);
});

test('entries are found by their words, and saved as text', async ({ page }) => {
  await opened(page);
  await write(page, 'The bus was late.');
  await write(page, 'We drank tea.');
  await page.getByRole('searchbox').fill('TEA drank');
  await expect(entries(page)).toHaveCount(1);
  await expect(said(page, '1 of 2')).toBeVisible();
  await page.getByRole('searchbox').fill('coffee');
  await expect(page.getByText('No entry has all of these words.')).toBeVisible();
  // There is nothing to take along.
  await expect(button(page, 'Print')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /text file$/ })).toHaveCount(0);
  await page.getByRole('searchbox').fill('BUS');
  await expect(button(page, 'Save this entry as a text file')).toBeVisible();
  await page.getByRole('searchbox').fill('');
  const download = page.waitForEvent('download');
  await button(page, 'Save these 2 entries as a text file').click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^alongside-diary-\d{4}-\d\d-\d\d\.txt$/);
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toContain('The bus was late.');
  expect(text).toContain('What happened?');
});

test('two tabs see what the other writes', async ({ page, context, baseURL }) => {
  const other = await context.newPage();
  watch(context, baseURL);
  await opened(other);
  await opened(page);
  await write(page, 'From the one tab.');
  await expect(entries(other)).toContainText('From the one tab.', { timeout: 1000 });
  await other.goto('#/');
  await expect(practiseNow(other)).toBeVisible();
  await open(page, ONE);
  await answerMoment(page);
  await button(page, 'Continue').click();
  await expect(ended(page)).toBeVisible();
  await expect(other.getByRole('heading', { name: 'Last results' })).toBeVisible({ timeout: 1000 });
});

test('after leaving quickly the diary is not what one comes back to', async ({ page }) => {
  await opened(page);
  await write(page, 'Mine.');
  await open(page, ONE);
  await button(page, 'Leave quickly').click();
  await page.waitForURL(/away\.html/);
  await page.goBack();
  await expect(practiseNow(page)).toBeVisible();
  await expect(page.getByText('Mine.')).toHaveCount(0);
});
