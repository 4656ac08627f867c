// The studio: a trainer who has never seen it writes a pack, is told what to mend, and has it kept,
// taken back, saved, read in and practised.

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { axe, expect, test } from './fixtures.mjs';
import { answerMoment, button, COMPETENCY, group, heading, kept, link, siteFile } from './play.mjs';
import { copyOf, draft, main, moment, newPack, saved, STUDIO, studio, unfold, write } from './write.mjs';

test('a first pack: three moments and a story, mended as the checker asks, kept and saved', async ({ page }) => {
  test.setTimeout(90_000);
  await page.goto('#/trainer');
  await link(page, STUDIO).click();
  await expect(heading(page, STUDIO)).toBeVisible();
  await expect(main(page).getByText('There are none yet.')).toBeVisible();
  await button(page, 'Begin a new pack').click();
  await page.getByLabel('Title of the pack').fill('Going home');
  for (const n of [1, 2, 3]) {
    await button(page, 'Add a moment').click();
    await main(page).getByRole('link', { name: /^Moment without a title/ }).click();
    await write(page, n);
    await link(page, 'Going home').click();
    await expect(main(page).getByRole('link', { name: new RegExp(`^The coat ${n} One moment`) })).toBeVisible();
  }
  await expect(main(page).getByText('Nothing has to be mended: it can be practised.')).toBeVisible();
  await button(page, 'Add a story').click();
  await main(page).getByRole('link', { name: /^Story without a title/ }).click();
  await write(page, 4);
  for (const at of [1, 2]) {
    await page.locator('summary').filter({ hasText: /\(ending\)/ }).nth(at - 1).click();
  }
  for (const at of [0, 1]) {
    const ending = page.locator('details.step').nth(at + 1);
    await ending.getByLabel('Words', { exact: true }).fill(`She hangs the coat up again, ending ${at}.`);
    await ending.getByLabel('What this ending teaches').fill(`What came of it, ${at}.`);
  }
  await link(page, 'Going home').click();
  await expect(main(page).getByText('Nothing has to be mended: it can be practised.')).toBeVisible();

  // A reload keeps it, and the address of a draft is its own.
  await page.reload();
  await expect(heading(page, 'Going home')).toBeVisible();
  await expect(main(page).getByRole('link', { name: /^The coat 4 Story, 3 steps/ })).toBeVisible();

  const download = page.waitForEvent('download');
  await button(page, 'Save as a pack (JSON)').click();
  const file = await (await download).path();
  const pack = JSON.parse(readFileSync(file, 'utf8'));
  expect(pack).toMatchObject({ format: 1, id: 'going-home', lang: 'en' });
  expect(pack.scenarios.map(({ id }) => id)).toEqual(['coat-1', 'coat-2', 'coat-3', 'coat-4']);
  expect((await download).suggestedFilename()).toBe('going-home.json');
});

test('a pack of this site, copied and saved: nothing is lost, and the checker finds nothing to mend', async ({ page }) => {
  await copyOf(page, 'Everyday moments');
  await expect(main(page).getByText('Nothing has to be mended: it can be practised.')).toBeVisible();
  const download = page.waitForEvent('download');
  await button(page, 'Save as a pack (JSON)').click();
  const pack = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  const original = siteFile('scenarios/packs/everyday.json');
  expect(pack.scenarios.map(({ id }) => id)).toEqual(original.scenarios.map(({ id }) => id));
  const plain = (one) => JSON.parse(JSON.stringify(one, (key, value) => (Array.isArray(value) && value.length === 0 ? undefined : value)));
  expect(pack.scenarios.map(plain)).toEqual(original.scenarios.map(plain));
  expect(pack.id).not.toBe(original.id);
});

test('problems stand beside the field they are about, and go when it is mended', async ({ page }) => {
  await copyOf(page, 'Everyday moments');
  await moment(page, 1);
  const title = page.getByLabel('Title', { exact: true });
  await title.fill('');
  await expect(title).toHaveAccessibleDescription(/Still to write\./);
  await title.fill('The back step');
  await expect(title).not.toHaveAccessibleDescription(/Still to write\./);
  const response = group(page, 'Which response fits?').getByRole('group', { name: 'Response 1', exact: true });
  const said = response.getByLabel('What you say or do');
  const before = await said.inputValue();
  await said.fill('He committed suicide, they say.');
  await expect(said).toHaveAccessibleDescription(/Advice: /);
  await said.fill(before);
  await expect(said).not.toHaveAccessibleDescription(/Advice: /);
  // What is about a question as a whole stands with the question.
  const options = group(page, COMPETENCY);
  for (const radio of await options.getByRole('radio', { name: 'Fits most' }).all()) await radio.check();
  await expect(options.getByText(/Exactly one competency fits most \(credit 1\), and here 4 do/)).toBeVisible();
});

test('everything can be undone and done again, by buttons and by keys', async ({ page }) => {
  await copyOf(page, 'Everyday moments');
  const items = main(page).locator('ol.drafts > li');
  await expect(items).toHaveCount(24);
  const first = await items.first().getByRole('link').textContent();
  const name = first.replace(/One moment.*/, '').trim();
  await button(page, `Move ${name} down`).click();
  await expect(button(page, `Move ${name} down`)).toBeFocused();
  await expect(items.nth(1)).toContainText(name);
  await button(page, `Delete ${name}`).click();
  await expect(items).toHaveCount(23);
  await expect(items.nth(1).getByRole('link')).toBeFocused();
  await expect(page.getByText('Deleted. You can undo that.')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(items).toHaveCount(24);
  await button(page, 'Undo').click();
  await expect(items.first()).toContainText(name);
  await expect(button(page, 'Undo')).toBeFocused();
  await button(page, 'Undo').click();
  await expect(page.getByText('There is nothing to undo.')).toBeVisible();
  await button(page, 'Redo').click();
  await page.keyboard.press('Control+y');
  await expect(items).toHaveCount(23);
  // In a field the keys are the field's own.
  await moment(page, 1);
  await page.getByLabel('Title', { exact: true }).fill('Another title');
  await page.keyboard.press('Control+z');
  await expect(heading(page, 'Another title')).toHaveCount(0);
  await page.goto(`#/trainer/studio/${draft(page)}`);
  await expect(items).toHaveCount(23);
});

test('two tabs do not clobber each other', async ({ page, context }) => {
  await newPack(page, 'Shared');
  const address = page.url();
  const other = await context.newPage();
  await other.goto(address);
  await expect(heading(other, 'Shared')).toBeVisible();
  // A tab that waits follows.
  await button(page, 'Add a moment').click();
  await expect(other.getByRole('link', { name: /^Moment without a title/ })).toBeVisible();
  await expect(other.getByText(/^Another tab changed this pack/)).toBeVisible();
  // A tab that writes at the same time goes on with a copy.
  await unfold(other, 'About this pack');
  await unfold(page, 'About this pack');
  await Promise.all([
    other.getByLabel('Title of the pack').fill('Shared, from the right'),
    page.getByLabel('Title of the pack').fill('Shared, from the left'),
  ]);
  const titles = async () => {
    await studio(page);
    return (await main(page).locator('ul.drafts b').allTextContents()).sort();
  };
  await expect(saved(other)).toBeVisible();
  await expect.poll(titles).toEqual(['Shared, from the left', 'Shared, from the right']);
  await other.close();
});

test('what is typed is kept even if the page goes at once', async ({ page }) => {
  await newPack(page, 'Quick');
  await page.getByLabel('What it is about').pressSequentially('Half a sen');
  await page.reload();
  await unfold(page, 'About this pack');
  await expect(page.getByLabel('What it is about')).toHaveValue('Half a sen');
});

test('a draft is deleted and comes back', async ({ page }) => {
  await newPack(page, 'Short-lived');
  await studio(page);
  await button(page, 'Delete Short-lived').click();
  await expect(page.getByText('“Short-lived” is deleted.')).toBeVisible();
  await expect(button(page, 'Undo')).toBeFocused();
  await button(page, 'Undo').click();
  await link(page, 'Short-lived').or(main(page).getByRole('link', { name: /^Short-lived/ })).first().click();
  await expect(heading(page, 'Short-lived')).toBeVisible();
});

test('a quiz comes in with a report of what is lost, and a sheet loses nothing', async ({ page }) => {
  await studio(page);
  const quiz = '::The coat:: [html]Ruth says nothing. What do you say? {\n=What is Friday like for you? #She can say.\n~%50%I am here.\n~Cheer up. <img src\\="x.png">\n}\n\nIs it Friday? {T}\n';
  await page.getByText('Or paste a text', { exact: true }).click();
  await page.getByLabel('The text of the file').fill(quiz);
  await button(page, 'Read it').click();
  const brought = main(page).locator('#brought');
  await expect(brought).toBeFocused();
  await expect(brought.getByText('It was read as a quiz in GIFT.')).toBeVisible();
  await expect(brought.getByText(/It is a question of another kind: true or false/)).toBeVisible();
  await expect(brought.getByText(/Picture\./)).toBeVisible();
  await axe(page, '#brought');
  await button(page, 'Add it to my packs').click();
  await main(page).getByRole('link', { name: /^The coat/ }).click();
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('The coat');
  await expect(page.getByRole('radio', { name: 'Fits partly' }).nth(1)).toBeChecked();
  // Out as a sheet and in again.
  await copyOf(page, 'Everyday moments');
  const download = page.waitForEvent('download');
  await button(page, 'Save as a sheet (CSV)').click();
  const folder = mkdtempSync(join(tmpdir(), 'studio-'));
  const file = join(folder, 'sheet.csv');
  writeFileSync(file, readFileSync(await (await download).path()));
  await studio(page);
  await page.getByLabel('Choose a file').setInputFiles(file);
  await expect(page.getByText('It was read as a sheet (CSV).')).toBeVisible();
  await expect(main(page).getByText('Nothing is lost.').or(main(page).getByText(/Left out: 0\./))).toBeVisible();
});

test('what can not be read is refused with a sentence', async ({ page }) => {
  await studio(page);
  const read = async (name, bytes, sentence) => {
    await page.getByLabel('Choose a file').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(bytes) });
    await expect(page.getByText(sentence)).toBeVisible();
  };
  await read('a.txt', '', 'There is nothing in it.');
  await read('a.xlsx', 'PK\u0003\u0004abc', /This is not a text file/);
  await read('a.json', '{"format": 9}', /Get a newer version of Alongside/);
  await read('a.txt', 'Hello there, how are you', /none of the formats that can be read/);
});

test('a moment as a learner meets it, and practised at once', async ({ page }) => {
  await copyOf(page, 'Everyday moments');
  await moment(page, 1);
  await button(page, 'Show it').click();
  const phone = page.getByRole('group', { name: 'As a learner sees it' });
  await expect(phone).toBeFocused();
  await button(phone, 'Next').click();
  await expect(phone.getByRole('alert')).toBeVisible();
  await group(phone, COMPETENCY).getByRole('radio').first().check();
  await button(phone, 'Next').click();
  await group(phone, 'Which response fits?').getByRole('radio').first().check();
  await button(phone, 'Check answer').click();
  await expect(phone.getByText('You chose').first()).toBeVisible();
  await axe(page);
  await button(page, 'Practise this moment').click();
  await expect(page).toHaveURL(/#\/practice\?/);
  await expect(page.getByText('Moment 1 of 1').first()).toBeVisible();
});

test('a handout and a key on paper', async ({ page }) => {
  await copyOf(page, 'Everyday moments');
  await link(page, 'Print it').click();
  await expect(page.getByRole('heading', { level: 2, name: 'Handout' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Key with reasons' })).toBeVisible();
  await axe(page);
  await page.getByRole('radio', { name: 'Handout' }).check();
  await expect(page.getByRole('heading', { level: 2, name: 'Key with reasons' })).toHaveCount(0);
  await expect(main(page).getByText('Fits well', { exact: false })).toHaveCount(0);
});

test('no screen of the studio has anything that axe finds, light or dark, small or large', async ({ page }) => {
  test.setTimeout(90_000);
  await newPack(page, 'Looked at');
  await button(page, 'Add a story').click();
  await button(page, 'Add a moment').click();
  const id = draft(page);
  for (const [width, colorScheme] of [[360, 'light'], [1280, 'dark']]) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    for (const below of ['', `/${id}`, `/${id}/1`, `/${id}/2`, `/${id}/print`, '/nowhere']) {
      await page.goto(`#/trainer/studio${below}`);
      await expect(main(page).getByRole('heading', { level: 1 })).toBeVisible();
      await expect(main(page).getByRole('progressbar')).toHaveCount(0);
      for (const fold of await main(page).locator('details:not([open]) > summary').all()) {
        if (await fold.isVisible()) await fold.click();
      }
      await axe(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide, `${below} at ${width}`).toBeLessThanOrEqual(0);
    }
  }
});

test('a moment is written with the keyboard alone', async ({ page }) => {
  await newPack(page, 'By keys');
  await button(page, 'Add a moment').focus();
  await page.keyboard.press('Enter');
  await expect(main(page).getByRole('link', { name: /^Moment without a title/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Moment without a title')).toBeFocused();
  const title = page.getByLabel('Title', { exact: true });
  for (let n = 0; n < 20 && !(await title.evaluate((one) => one === document.activeElement)); n += 1) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('Typed');
  await expect(saved(page)).toBeVisible();
  await button(page, 'Add a line').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('legend', { hasText: 'Line 2' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(group(page, 'Line 2').getByLabel('Who speaks')).toBeFocused();
});

test('a pack with a framework of its own: its words are asked for, and it goes where the pack goes', async ({ page, baseURL }) => {
  await newPack(page, 'House rules');
  const file = (name, text) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  const upload = page.getByLabel('Use another framework');
  await upload.setInputFiles(file('house.json', '{"format": 1, "id": "house"}'));
  await expect(page.getByText(/^This is not a framework that can be used/)).toBeVisible();
  const answer = await page.request.get(`${baseURL}scenarios/frameworks/samhsa-peer-2015.json`);
  const theirs = { ...(await answer.json()), id: 'house', title: 'Of our house' };
  theirs.categories[0].competencies[1].label = 'Say hello first';
  await upload.setInputFiles(file('house.json', JSON.stringify(theirs)));
  // Two meanings of one id can't both be shown to a learner.
  await expect(page.getByText(/with the ids of this site’s framework, such as I\.2,/)).toBeVisible();
  const own = JSON.parse(JSON.stringify(theirs).replace(/"I\.(\d)"/g, '"H.$1"').replace('"id":"I"', '"id":"H"'));
  await upload.setInputFiles(file('house.json', JSON.stringify(own)));
  await expect(page.getByText('The framework is there.')).toBeVisible();
  await expect(page.getByLabel('Framework', { exact: true })).toHaveValue('house');
  await expect(page.getByText(/with the ids of this site’s framework/)).toHaveCount(0);
  await button(page, 'Add a moment').click();
  await main(page).getByRole('link', { name: /^Moment without a title/ }).click();
  await write(page, 1, ['H.2', 'II.1', 'VI.2']);
  const first = group(page, 'Competency 1').getByLabel('Competency', { exact: true });
  await expect(first.locator('option:checked')).toHaveText('Say hello first');
  await expect(saved(page)).toBeVisible();
  await page.reload();
  await expect(first.locator('option:checked')).toHaveText('Say hello first');
  await button(page, 'Show it').click();
  await expect(group(page, 'As a learner sees it').getByText('Say hello first')).toBeVisible();
  await button(page, 'Practise this moment').click();
  await expect(heading(page, 'The coat 1')).toBeVisible();
  await expect(group(page, COMPETENCY).getByText('Say hello first')).toBeVisible();
  await page.goBack();
  await link(page, 'Back to the pack').click();
  await link(page, 'Put it online').click();
  await expect(page.getByRole('checkbox', { name: /^House rules/ })).toBeChecked();
});

test('a pack as a quiz in GIFT, with what the quiz can not hold', async ({ page }) => {
  await copyOf(page, 'Everyday moments');
  const download = page.waitForEvent('download');
  await button(page, 'Save as a quiz (GIFT)').click();
  expect((await download).suggestedFilename()).toMatch(/^everyday.*\.gift\.txt$/);
  const text = readFileSync(await (await download).path(), 'utf8');
  const { title } = siteFile('scenarios/packs/everyday.json').scenarios[0];
  expect(text).toContain(`::${title}`);
  await main(page).locator('summary', { hasText: 'What the file does not hold as it was' }).click();
  await expect(main(page).locator('.losses').getByText('Principles').first()).toBeVisible();
  await axe(page);
});

test('advice that does not hold for a moment is put away with a reason, and the fields are called as on the page', async ({ page }) => {
  await copyOf(page, 'Everyday moments');
  await moment(page, 1);
  const words = group(page, 'Line 1').getByLabel('Words', { exact: true });
  await words.fill(`${await words.inputValue()} The board says that he is non-compliant.`);
  await expect(words).toHaveAccessibleDescription(/mark the text with “A person’s own words”/);
  await unfold(page, 'Advice that does not hold here');
  await button(page, 'Add an exception').click();
  const exception = group(page, 'Exception 1');
  await expect(exception.locator('legend')).toBeFocused();
  await expect(exception.getByLabel('Which advice?')).toHaveAccessibleDescription(/Still to choose\./);
  await exception.getByLabel('Which advice?').selectOption('Words about people');
  await exception.getByLabel('Why does it not hold here?').fill('The board is what the moment is about.');
  await expect(words).not.toHaveAccessibleDescription(/mark the text/);
  await axe(page);
  // One that lets off nothing says so.
  await exception.getByLabel('Which advice?').selectOption('Hard to read');
  await expect(exception.getByText(/finds nothing here/)).toBeVisible();
  await exception.getByLabel('Which advice?').selectOption('Words about people');
  await expect(exception.getByText(/finds nothing here/)).toHaveCount(0);
  await page.reload();
  await expect(exception.getByLabel('Why does it not hold here?')).toHaveValue('The board is what the moment is about.');
  await button(page, 'Delete Exception 1').click();
  await expect(words).toHaveAccessibleDescription(/mark the text/);
});

test('a moment that is gone is not said to be a pack that is gone', async ({ page }) => {
  await newPack(page, 'Few');
  await page.goto(`#/trainer/studio/${draft(page)}/7`);
  await expect(heading(page, 'This moment is not in the pack')).toBeVisible();
  await link(page, 'Back to the pack').click();
  await expect(heading(page, 'Few')).toBeVisible();
  await page.goto('#/trainer/studio/00000000-0000-4000-8000-000000000000');
  await expect(heading(page, 'This pack is not on this device')).toBeVisible();
});

test('an id that stood twice in a file is told with what it is now', async ({ page }) => {
  await studio(page);
  const [one, two] = siteFile('scenarios/packs/everyday.json').scenarios;
  const pack = { format: 1, id: 'twice', title: 'Twice', scenarios: [one, { ...two, id: one.id }] };
  await page.getByLabel('Choose a file').setInputFiles({
    name: 'twice.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(pack)),
  });
  const brought = main(page).locator('#brought');
  await expect(brought.getByText(/Taken: 2\. Changed: 1\. Left out: 0\./)).toBeVisible();
  await expect(brought.getByText(`It could not be used, or another one had it. It is “${one.id}-2” now.`)).toBeVisible();
});

test('with a full storage what is written stays as long as the page, and that is said', async ({ page }) => {
  await newPack(page, 'No room');
  await page.evaluate(() => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function full(...given) {
      if (this === localStorage) throw new DOMException('full', 'QuotaExceededError');
      return set.apply(this, given);
    };
  });
  await page.getByLabel('What it is about').fill('Written in vain?');
  await expect(page.getByText('Not saved: there is no room. It lasts as long as this page is open.')).toBeVisible();
  await button(page, 'Add a moment').click();
  await main(page).getByRole('link', { name: /^Moment without a title/ }).click();
  await page.getByLabel('Title', { exact: true }).fill('Still here');
  await link(page, 'Back to the pack').click();
  await expect(main(page).getByRole('link', { name: /^Still here/ })).toBeVisible();
  await unfold(page, 'About this pack');
  await expect(page.getByLabel('What it is about')).toHaveValue('Written in vain?');
  // It can be taken along all the same.
  const download = page.waitForEvent('download');
  await button(page, 'Save as a pack (JSON)').click();
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('Still here');
});

test('who keeps nothing can write and practise, and nothing is left', async ({ page }) => {
  await page.goto('#/settings');
  await page.getByRole('checkbox', { name: /^Keep nothing/ }).check();
  await page.goto('#/trainer/studio');
  await button(page, 'Begin a new pack').click();
  await page.getByLabel('Title of the pack').fill('Passing');
  await expect(page.getByText('You asked to keep nothing: this lasts as long as the page is open.')).toBeVisible();
  await button(page, 'Add a moment').click();
  await main(page).getByRole('link', { name: /^Moment without a title/ }).click();
  await write(page, 1);
  await button(page, 'Practise this moment').click();
  await answerMoment(page);
  expect(Object.keys(await kept(page)).filter((key) => /draft|guest|attempt|session/.test(key))).toEqual([]);
  await page.reload();
  await studio(page);
  await expect(main(page).getByText('There are none yet.')).toBeVisible();
});
