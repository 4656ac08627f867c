// Taking everything along, bringing it back, and what is left of it.

import { readFile } from 'node:fs/promises';
import { axe, expect, test } from './fixtures.mjs';
import {
  ONE, answerMoment, button, ended, everyday, kept, keptKeys, link, open, practiseNow, spoil,
} from './play.mjs';

const said = (page, text) => page.getByRole('status').filter({ hasText: text });
const preview = (page, name) => page.getByRole('region', { name, exact: true });
const file = (text, name = 'alongside.json') => ({
  name, mimeType: 'application/json', buffer: Buffer.from(text),
});

async function finish(page, query = ONE) {
  await open(page, query);
  await answerMoment(page);
  await button(page, 'Continue').click();
  await expect(ended(page)).toBeVisible();
}

async function settings(page) {
  await page.goto('#/settings');
  await expect(button(page, 'Save everything to a file')).toBeVisible();
}

async function saved(page, name) {
  const download = page.waitForEvent('download');
  await button(page, name).click();
  const got = await download;
  await expect(said(page, 'The file is on its way')).toBeFocused();
  return [got.suggestedFilename(), await readFile(await got.path(), 'utf8')];
}

async function bring(page, text) {
  await page.getByLabel('A file you saved here or on another device').setInputFiles(file(text));
}

async function deleteAll(page) {
  await button(page, 'Delete everything…').click();
  await page.getByRole('dialog').getByRole('textbox').fill('delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete everything' }).click();
  await expect(said(page, 'Everything on this device was deleted.')).toBeVisible();
}

test('what was saved to a file comes back after everything was deleted', async ({ page }) => {
  await finish(page);
  await page.goto('#/diary');
  await button(page, 'Write an entry').click();
  await page.getByRole('textbox', { name: 'What happened?' }).fill('A quiet day.');
  await button(page, 'Save').click();
  await settings(page);
  const [name, text] = await saved(page, 'Save everything to a file');
  expect(name).toMatch(/^alongside-export-\d{4}-\d\d-\d\d\.json$/);
  await expect(page.getByText(/You last saved everything on/)).toBeVisible();
  await deleteAll(page);
  expect(await keptKeys(page, 'attempt/')).toEqual([]);
  await bring(page, text);
  await expect(preview(page, 'What would be added')).toBeFocused();
  await expect(preview(page, 'What would be added')).toContainText('1 new result');
  await expect(preview(page, 'What would be added')).toContainText('1 new diary entry');
  // Nothing is written before it is agreed to.
  expect(await keptKeys(page, 'attempt/')).toEqual([]);
  await axe(page);
  await button(page, 'Add these').click();
  await expect(said(page, 'It was added.')).toBeFocused();
  expect(await keptKeys(page, 'bundle/')).toHaveLength(1);
  expect(await keptKeys(page, 'diary/')).toHaveLength(1);
  await bring(page, text);
  await expect(preview(page, 'What would be added')).toContainText('There is nothing new to add.');
  await expect(button(page, 'Add these')).toHaveCount(0);
});

test('a pack that was tried travels along, and its link works on another device', async ({ page }) => {
  const ours = { ...everyday, id: 'ours', title: 'Ours', scenarios: everyday.scenarios.slice(0, 1) };
  await page.goto('#/trainer/try');
  await page.getByLabel('Choose a pack’s file').setInputFiles(file(JSON.stringify(ours), 'ours.json'));
  await button(page, 'Practise it').click();
  await expect(page).toHaveURL(/#\/practice\?pack=ours/);
  const address = page.url();
  await settings(page);
  const [, text] = await saved(page, 'Save everything to a file');
  await deleteAll(page);
  await page.goto(address);
  await expect(page.getByText('There is no pack “ours” here.', { exact: false })).toBeVisible();
  await settings(page);
  await bring(page, text);
  await expect(preview(page, 'What would be added')).toContainText('1 new pack that you tried');
  await button(page, 'Add these').click();
  await expect(said(page, 'It was added.')).toBeVisible();
  await bring(page, text);
  await expect(preview(page, 'What would be added')).toContainText('1 pack that you tried is here already');
  await page.goto(address);
  await answerMoment(page);
});

test('a file that can’t be used is refused with its own sentence', async ({ page }) => {
  await finish(page);
  await settings(page);
  const [, text] = await saved(page, 'Save everything to a file');
  const before = await kept(page);
  const refused = [
    ['hello', 'This file is of another kind.'],
    ['{"a":1}', 'This file was not made by Alongside.'],
    [text.replace('"alongside-export":1', '"alongside-export":99'), 'A newer version of Alongside made this file.'],
    [text.slice(0, -30), 'This file is damaged'],
  ];
  for (const [bad, sentence] of refused) {
    await bring(page, bad);
    await expect(preview(page, 'This file was not added')).toContainText(sentence);
  }
  await button(page, 'Close').click();
  await expect(said(page, 'Nothing was added.')).toBeFocused();
  expect(await kept(page)).toEqual(before);
});

test('of a file that is damaged in part, the rest can be had', async ({ page }) => {
  await finish(page);
  await finish(page, 'm=everyday/mango&seed=2');
  await settings(page);
  const [, text] = await saved(page, 'Save everything to a file');
  await deleteAll(page);
  await bring(page, text.replace('back-step', 'back-stop'));
  await expect(preview(page, 'This file was not added')).toContainText('1 can’t, 1 can.');
  await button(page, 'Look at what can be read').click();
  await expect(preview(page, 'What would be added')).toContainText('1 new result');
  await button(page, 'Add these').click();
  await expect(said(page, 'It was added.')).toBeFocused();
  expect(await keptKeys(page, 'bundle/')).toHaveLength(1);
});

test('the diary is there from the settings, and from progress, before anything was practised', async ({ page }) => {
  await settings(page);
  await link(page, 'Read or write in your diary').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Diary' })).toBeFocused();
  await page.goto('#/progress');
  await link(page, 'Write or read in your diary').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Diary' })).toBeFocused();
  await finish(page);
  await page.goto('#/progress');
  await expect(link(page, 'Write or read in your diary')).toBeVisible();
});

test('answers are saved as a table', async ({ page }) => {
  await finish(page);
  await settings(page);
  const [name, text] = await saved(page, 'Save answers as a table (CSV)');
  expect(name).toMatch(/^alongside-answers-\d{4}-\d\d-\d\d\.csv$/);
  expect(text.split('\r\n')[1]).toContain('back-step');
});

test('a damaged copy can be saved and forgotten', async ({ page }) => {
  await finish(page);
  await spoil(page, 'attempt/', 'back-step', 'back-stop');
  await page.goto('#/');
  await expect(practiseNow(page)).toBeVisible();
  await settings(page);
  await expect(page.getByRole('heading', { name: 'What could not be read' })).toBeVisible();
  await axe(page);
  const [, text] = await saved(page, 'Save a copy');
  expect(text).toContain('back-stop');
  await button(page, 'Forget it').click();
  await expect(said(page, 'It was forgotten.')).toBeFocused();
  expect(await keptKeys(page, 'damaged/')).toEqual([]);
});

test('everything is deleted only when the word is typed', async ({ page }) => {
  await finish(page);
  await settings(page);
  await button(page, 'Delete everything…').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete everything' }).click();
  await expect(page.getByRole('alert')).toContainText('Nothing was deleted.');
  await axe(page);
  expect(await keptKeys(page, 'attempt/')).toHaveLength(1);
  await button(page, 'Keep it').click();
  await deleteAll(page);
  expect(await keptKeys(page, 'attempt/')).toEqual([]);
});

test('keeping nothing asks first where something is kept, and says so afterwards', async ({ page }) => {
  await finish(page);
  await settings(page);
  const nothing = page.getByRole('checkbox', { name: /^Keep nothing on this device/ });
  await nothing.click();
  const dialog = page.getByRole('dialog', { name: 'Delete what is kept?' });
  await expect(dialog).toBeVisible();
  await axe(page);
  await expect(nothing).not.toBeChecked();
  await dialog.getByRole('button', { name: 'Keep them' }).click();
  await expect(nothing).not.toBeChecked();
  expect(await keptKeys(page, 'attempt/')).toHaveLength(1);
  await nothing.click();
  await dialog.getByRole('button', { name: 'Delete and keep nothing' }).click();
  await expect(nothing).toBeChecked();
  await expect(nothing).toBeFocused();
  expect(Object.keys(await kept(page))).toEqual(['nothing']);
  await page.goto('#/');
  await expect(page.getByText('Nothing is kept on this device.')).toBeVisible();
  await page.getByRole('link', { name: 'Change this in the settings' }).click();
  await nothing.click();
  await expect(nothing).not.toBeChecked();
  await expect(nothing).toBeFocused();
  expect(await keptKeys(page, 'attempt/')).toHaveLength(1);
});

test('nothing is kept from the moment that one asks for it, and until one asks for it again', async ({ page }) => {
  await finish(page);
  await settings(page);
  const nothing = page.getByRole('checkbox', { name: /^Keep nothing on this device/ });
  await nothing.click();
  await button(page, 'Delete and keep nothing').click();
  await expect(nothing).toBeChecked();
  expect(await keptKeys(page, 'attempt/')).toEqual([]);
  // Within the page it is all there.
  await page.goto('#/progress');
  await expect(page.getByRole('link', { name: /^Same moments again/ })).toHaveCount(1);
  await finish(page, 'm=everyday/mango&seed=2');
  await page.goto('#/progress');
  await expect(page.getByRole('link', { name: /^Same moments again/ })).toHaveCount(2);
  expect(Object.keys(await kept(page))).toEqual(['nothing']);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Your progress starts with one moment' })).toBeVisible();
  await settings(page);
  await expect(nothing).toBeChecked();
  await nothing.uncheck();
  await finish(page);
  expect(await keptKeys(page, 'attempt/')).toHaveLength(1);
});

test('after ten results home reminds of a copy, once', async ({ page }) => {
  await finish(page);
  // Nine more, as an export from elsewhere brings them.
  await settings(page);
  await page.evaluate(() => {
    const key = Object.keys(localStorage).find((one) => one.includes('/attempt/'));
    const envelope = JSON.parse(localStorage.getItem(key));
    const id = key.split('/').pop();
    let table = [];
    for (let n = 0; n < 256; n += 1) {
      let c = n;
      for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
      table.push(c >>> 0);
    }
    const crc = (text) => {
      let c = 0xffffffff;
      for (const byte of new TextEncoder().encode(text)) c = table[(c ^ byte) & 255] ^ (c >>> 8);
      return (c ^ 0xffffffff) >>> 0;
    };
    for (let n = 1; n < 10; n += 1) {
      const other = `${id.slice(0, -1)}${n === 9 ? 'z' : n}x`;
      const data = envelope.data.replaceAll(id, other);
      localStorage.setItem(key.replace(id, other), JSON.stringify({ ...envelope, data, crc: crc(data) }));
    }
  });
  await page.goto('#/');
  await expect(page.getByText('You have practised ten times or more')).toBeVisible();
  await expect(link(page, 'Save a copy in the settings')).toBeVisible();
  await button(page, 'Not now').click();
  await expect(page.getByText('You have practised ten times or more')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Last results' })).toBeVisible();
  await expect(page.getByText('You have practised ten times or more')).toHaveCount(0);
});

test('with a full storage one can try again when there is room', async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem('of another site', 'x');
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function full(...given) {
      if (this === localStorage && !window.hasRoom) {
        window.refused = (window.refused ?? 0) + 1;
        throw new DOMException('full', 'QuotaExceededError');
      }
      return set.apply(this, given);
    };
  });
  await finish(page);
  const refused = () => page.evaluate(() => window.refused);
  const before = await refused();
  await button(page, 'Try again').click();
  await expect.poll(refused).toBeGreaterThan(before);
  await expect(said(page, 'The space for saved answers is full.')).toBeVisible();
  await page.evaluate(() => { window.hasRoom = true; });
  await button(page, 'Try again').click();
  await expect(said(page, 'The space for saved answers is full.')).toHaveCount(0);
  expect(await keptKeys(page, 'attempt/')).toHaveLength(1);
});

test('the browser is asked to let it stay after the first session, and not again', async ({ page }) => {
  await page.addInitScript(() => {
    window.asked = 0;
    StorageManager.prototype.persist = () => { window.asked += 1; return Promise.resolve(false); };
  });
  await finish(page);
  expect(await page.evaluate(() => window.asked)).toBe(1);
  await finish(page, 'm=everyday/mango&seed=2');
  expect(await page.evaluate(() => window.asked)).toBe(1);
});
