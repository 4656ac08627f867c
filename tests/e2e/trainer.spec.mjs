// A trainer's pages: a link to hand out gives the form that was shown, and a group's report is made
// of whatever was pasted.

import { readFile } from 'node:fs/promises';
import { code, many, moments } from './codes.mjs';
import { axe, expect, test } from './fixtures.mjs';
import { answerMoment, button, heading, link } from './play.mjs';

const REPORT = 'Read a group’s results';
const ASSIGN = 'Hand out a practice link';

async function group(page) {
  await page.goto('#/trainer/group');
  await expect(heading(page, REPORT)).toBeVisible();
}

async function hand(page, text) {
  await page.getByLabel('Paste result links').fill(text);
  await button(page, 'Read results').click();
  await expect(page.getByRole('heading', { level: 2, name: /^Report on/ })).toBeFocused();
}

const address = (text) => `https://example.org/somewhere/#/result/${text}`;

/** Answers to the first two moments without a story: all right, or all wrong. */
function answers(isRight) {
  return moments().slice(0, 2).map(({ scenario, place }) => {
    const [step] = scenario.steps;
    const { options } = step.competency;
    const highest = Math.max(...step.responses.map(({ fit }) => fit));
    const lowest = Math.min(...step.responses.map(({ fit }) => fit));
    return [
      place,
      options.findIndex(({ credit }) => credit === (isRight ? 1 : 0)),
      step.responses.findIndex(({ fit }) => fit === (isRight ? highest : lowest)),
    ];
  });
}

test('from the footer to both pages', async ({ page }) => {
  await page.goto('');
  await link(page, 'Trainers').click();
  await expect(heading(page, 'For trainers')).toBeVisible();
  await link(page, ASSIGN).click();
  await expect(heading(page, ASSIGN)).toBeVisible();
  await page.goBack();
  await link(page, REPORT).click();
  await expect(heading(page, REPORT)).toBeVisible();
});

test('the link that is handed out gives the moments that were shown, in their order', async ({ page, browser, baseURL }) => {
  await page.goto('#/trainer/assign');
  await page.locator('summary').filter({ hasText: /^Packs/ }).click();
  await page.getByRole('checkbox', { name: /^Everyday/ }).check();
  await page.getByLabel('How many moments (1 to 100)').fill('3');
  await page.getByRole('radio', { name: 'Learn, with feedback at once' }).check();
  const shown = page.getByRole('main').locator('ol > li');
  await expect(shown).toHaveCount(3);
  const before = await page.getByLabel('The link', { exact: true }).inputValue();
  await button(page, 'Choose other moments').click();
  await expect(page.getByLabel('The link', { exact: true })).not.toHaveValue(before);
  const address = await page.getByLabel('The link', { exact: true }).inputValue();
  expect(address).toMatch(/#\/practice\?pack=everyday&n=3&mode=learn&format=best&sure=0&ed=[0-9a-f]{8}&seed=[0-9a-f]+$/);
  await expect(page.getByLabel('Words to send with it')).toHaveValue(new RegExp(`3 moments[^]*${address.slice(-20)}$`));
  await expect(page.getByRole('figure')).toBeVisible();
  const titles = await shown.getByRole('link').allTextContents();
  const stories = titles.map((title) => {
    const found = moments().find(({ scenario }) => scenario.title === title);
    const [block] = found.scenario.steps[0].story;
    return block.says ?? block.text;
  });
  const other = await browser.newContext({ baseURL });
  const learner = await other.newPage();
  await learner.goto(address);
  for (const [at, story] of stories.entries()) {
    await expect(learner.getByText(`Moment ${at + 1} of 3`).first()).toBeVisible();
    if (await button(learner, 'Start').isVisible()) await button(learner, 'Start').click();
    await expect(learner.getByText(story).first()).toBeVisible();
    await answerMoment(learner);
    await button(learner, 'Continue').click();
  }
  await other.close();
});

test('a paste of links, a broken one, a duplicate and words between them', async ({ page }) => {
  const right = code({ answers: answers(true), token: 1, label: 'Robin' });
  const wrong = code({ answers: answers(false), token: 2, label: 'Sam' });
  const other = code({ answers: answers(true), token: 3 });
  const mail = [
    'Hello, here is mine:', `<${address(right)}>`, `> ${address(wrong)}.`, other, address(right),
    address(right).slice(0, -6), address(`${wrong.slice(0, 20)}${wrong[20] === 'A' ? 'B' : 'A'}${wrong.slice(21)}`),
  ].join('\n');
  await group(page);
  await hand(page, mail);
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 2, name: 'Report on 3 results' })).toBeFocused();
  await expect(main.getByText(/^3 of 4 results count in this report\./)).toBeVisible();
  await expect(main.getByText('1 was there before and is left out.')).toBeVisible();
  await expect(main.getByText('1 that counts has no label.')).toBeVisible();
  await expect(main.getByText(/^3 of 4 results count in this report\. 2 links could not be read\./)).toBeVisible();
  await main.locator('summary').filter({ hasText: '2 links could not be read' }).click();
  const unread = main.getByRole('list', { name: 'Links that could not be read' });
  await expect(unread.getByText('Pasted text, line 6')).toBeVisible();
  await expect(unread.getByText(/was cut off/)).toBeVisible();
  await expect(unread.getByText(/was changed on its way/)).toBeVisible();
  const people = main.getByRole('region', { name: 'People', exact: true });
  await expect(people.getByRole('row', { name: /^Robin/ })).toContainText('2 of 2');
  await expect(people.getByRole('row', { name: /^No label/ })).toContainText('2 of 2');
  await expect(people.getByRole('row', { name: /^Sam/ })).toContainText('0 of 20 of 2');
  const table = main.getByRole('region', { name: 'Moments', exact: true });
  await expect(table.getByRole('row')).toHaveCount(3);
  await expect(table.getByText('2 full, 1 none').first()).toBeVisible();
  await expect(main.getByText('Not shown: it needs 30 people, and there are 3.').first()).toBeVisible();
  await expect(main.getByText('Self-reported. Practice, not an assessment or certification.')).toBeVisible();
  await axe(page);
});

test('tables to save, a file to save and to open again, and nothing is lost unasked', async ({ page }) => {
  await group(page);
  await hand(page, [...many(12), code({ answers: answers(true), token: 1, label: '=HYPERLINK("x")' })].join('\n'));
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const fold of await page.locator('.group summary').all()) await fold.click();
  await axe(page);
  let download = page.waitForEvent('download');
  await button(page, 'People').click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect((await download).suggestedFilename()).toBe('alongside-group-people.csv');
  expect(csv.startsWith('\ufefflabel,')).toBe(true);
  // The minute as a trainer's clock shows it, which is at UTC here.
  expect(csv).toMatch(/^\ufefflabel,.*,finished\r\n(.*,2025-02-19 \d\d:\d\d\r\n)+$/s);
  await expect(page.getByRole('status').filter({ hasText: 'The file is on its way' })).toBeVisible();
  expect(csv).toContain('Person 12');
  expect(csv).toContain('"\'=HYPERLINK(""x"")"');
  // Other pages of the site may be looked at meanwhile.
  await link(page, 'About').click();
  await expect(heading(page, 'About Alongside')).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Report on 13 results' })).toBeVisible();
  const asked = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    dialog.accept();
  });
  download = page.waitForEvent('download');
  await button(page, 'Save the group as a file').click();
  const saved = await (await download).path();
  await button(page, 'Start over…').click();
  await button(page, 'Keep it').click();
  await expect(page.getByRole('heading', { name: 'Report on 13 results' })).toBeVisible();
  await button(page, 'Start over…').click();
  await button(page, 'Discard the report').click();
  await page.getByLabel('Or choose files').setInputFiles(saved);
  await expect(page.getByRole('heading', { name: 'Report on 13 results' })).toBeVisible();
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
});

test('a thousand results, sorted', async ({ page }) => {
  test.slow();
  await group(page);
  await page.getByLabel('Paste result links').fill(many(1000).join('\n'));
  await button(page, 'Read results').click();
  await expect(page.getByRole('heading', { name: 'Report on 1,000 results' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/^Cronbach’s alpha 0\.\d\d/).first()).toBeVisible();
  const table = page.getByRole('region', { name: 'Moments', exact: true });
  await expect(table.getByRole('cell', { name: /^\d+% \d+ to \d+%$/ }).first()).toBeVisible();
  const people = page.getByRole('region', { name: 'People', exact: true });
  await expect(people.getByRole('row')).toHaveCount(31);
  await page.getByLabel('Sort by').first().selectOption('Lowest competency first');
  await expect(people.getByRole('row').nth(1)).toContainText(/0 of 10|0\.5 of 10/);
  await axe(page);
});

test('work that is called off leaves the report that was there', async ({ page }) => {
  test.slow();
  await group(page);
  await hand(page, many(3).join('\n'));
  await page.getByText('Add more results').click();
  await page.getByLabel('Paste result links').fill('Not read yet');
  await page.getByLabel('Or choose files').setInputFiles({
    name: 'results.txt', mimeType: 'text/plain', buffer: Buffer.from(many(20_000).join('\n')),
  });
  await expect(button(page, 'Stop')).toBeFocused();
  await button(page, 'Stop').click();
  await expect(button(page, 'Stop')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Report on 3 results' })).toBeVisible();
  await expect(page.getByRole('main').getByText('3 of 3 results count in this report.')).toBeVisible();
  // What stood in the field is not lost.
  await page.getByText('Add more results').click();
  await expect(page.getByLabel('Paste result links')).toHaveValue('Not read yet');
});
