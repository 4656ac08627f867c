// Everything by keyboard alone; the focus is where the reading goes on.

import { many } from './codes.mjs';
import { expect, test } from './fixtures.mjs';
import { attempts, keep } from './past.mjs';
import { COMPETENCY, FORMATS, ONE, answerMoment, button, ended, feedback, group, open, practiseNow } from './play.mjs';

const onHeading = (page) => expect(page.getByRole('heading', { level: 1 })).toBeFocused();

/** Presses Tab until the element has the focus, which is never lost on the way. */
async function tabTo(page, target, most = 40) {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
    const lost = await page.evaluate(() => document.activeElement === document.body);
    expect(lost, 'whether the focus is lost').toBe(false);
  }
  throw new Error('it can’t be reached by Tab');
}

async function press(page, name) {
  await tabTo(page, button(page, name));
  await page.keyboard.press('Enter');
}

async function choose(page, radios, at) {
  await tabTo(page, radios.first());
  await page.keyboard.press('Space');
  for (let n = 0; n < at; n += 1) await page.keyboard.press('ArrowDown');
  await expect(radios.nth(at)).toBeChecked();
  await expect(radios.nth(at)).toBeFocused();
}

for (const format of FORMATS) {
  test(`a session by keyboard alone in the format ${format}`, async ({ page }) => {
    await page.goto('');
    await expect(practiseNow(page)).toBeVisible();
    await open(page, `m=everyday/oranges&seed=1&format=${format}`);
    await onHeading(page);
    await press(page, 'Start');
    await onHeading(page);
    await choose(page, group(page, COMPETENCY).getByRole('radio'), 1);
    await press(page, 'Next');
    await onHeading(page);
    await press(page, 'Back');
    await onHeading(page);
    await press(page, 'Next');
    if (format === 'best') {
      await choose(page, group(page, 'Which response fits?').getByRole('radio'), 2);
    } else if (format === 'best-worst') {
      await choose(page, group(page, 'Which fits best?').getByRole('radio'), 0);
      await choose(page, group(page, 'Which fits worst?').getByRole('radio'), 1);
    } else {
      for (const rating of await page.getByRole('radiogroup').all()) await choose(page, rating.getByRole('radio'), 1);
    }
    await press(page, 'Check answer');
    await expect(feedback(page)).toBeVisible();
    await onHeading(page);
    await press(page, 'Continue');
    await expect(ended(page)).toBeFocused();
  });
}

test('a refusal leads to what is missing', async ({ page }) => {
  await open(page, ONE);
  await press(page, 'Next');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('radio').first()).toBeFocused();
});

test('a link followed by keyboard leads to the heading, even if the moment comes late', async ({ page }) => {
  let letGo;
  const held = new Promise((go) => { letGo = go; });
  await page.route('**/scenarios/packs/*', async (route) => { await held; await route.continue(); });
  await page.goto('');
  await expect(page.getByRole('heading', { level: 2, name: 'By category' })).toBeVisible();
  await tabTo(page, practiseNow(page));
  await page.keyboard.press('Enter');
  await onHeading(page);
  letGo();
  await expect(button(page, 'Start').or(button(page, 'Next'))).toBeVisible();
  await onHeading(page);
});

test('content is reached past the frame', async ({ page }) => {
  await page.goto('#/library');
  await expect(page.getByRole('searchbox')).toBeVisible();
  await tabTo(page, button(page, 'Skip to content'));
  await page.keyboard.press('Enter');
  await onHeading(page);
});

test('the dialog takes the focus, gives it back, and closes by Escape', async ({ page }) => {
  await page.goto('#/settings');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await press(page, 'Delete everything…');
  await expect(button(page, 'Keep it')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(button(page, 'Delete everything…')).toBeFocused();
});

test('a link to hand out by keyboard alone', async ({ page }) => {
  await page.goto('#/trainer/assign');
  const count = page.getByLabel('How many moments (1 to 100)');
  await expect(count).toBeVisible();
  const packs = page.locator('summary').filter({ hasText: /^Packs/ });
  await tabTo(page, packs);
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('checkbox', { name: /^Everyday/ }));
  await page.keyboard.press('Space');
  await expect(packs).toContainText('1 chosen');
  await tabTo(page, count);
  await page.keyboard.type('2');
  await expect(page.getByRole('main').locator('ol > li')).toHaveCount(2);
  await tabTo(page, page.getByRole('checkbox', { name: /^Set a timer/ }));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByLabel('Minutes (1 to 600)'));
  await page.keyboard.type('5');
  const link = page.getByLabel('The link', { exact: true });
  await expect(link).toHaveValue(/n=2&.*timer=5/);
  await press(page, 'Choose other moments');
  await expect(button(page, 'Choose other moments')).toBeFocused();
  await tabTo(page, link);
});

test('a group’s report by keyboard alone', async ({ page }) => {
  await page.goto('#/trainer/group');
  await expect(page.getByLabel('Paste result links')).toBeVisible();
  await press(page, 'Read results');
  await expect(page.getByLabel('Paste result links')).toBeFocused();
  await page.keyboard.insertText(many(60, 2).join('\n'));
  await press(page, 'Read results');
  await expect(page.getByRole('heading', { level: 2, name: 'Report on 60 results' })).toBeFocused();
  await expect(page.getByRole('heading', { level: 2, name: 'Slips' })).toBeVisible();
  await tabTo(page, page.getByLabel('Sort by').first());
  await page.keyboard.press('ArrowDown');
  await expect(page.getByLabel('Sort by').first()).toBeFocused();
  await press(page, 'Show more of the other 30 people');
  await expect(page.getByRole('region', { name: 'People', exact: true }).getByRole('rowheader').nth(30)).toBeFocused();
  // A wide table is moved by its keys.
  await tabTo(page, page.getByRole('region', { name: 'Person by category', exact: true }));
  await tabTo(page, page.getByText('Open a moment to see').locator('~ details').first().locator('summary'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table', { name: /^Which competency/ })).toBeVisible();
  await page.getByRole('heading', { level: 1 }).focus();
  await press(page, 'Start over…');
  await expect(button(page, 'Keep it')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button(page, 'Start over…')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button(page, 'Keep it')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(button(page, 'Discard the report')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.getByLabel('Paste result links')).toHaveValue('');
});

/** Reaches the element by Tab, and presses Enter. */
async function follow(page, target, most) {
  await tabTo(page, target, most);
  await page.keyboard.press('Enter');
}

test('progress by keyboard alone: what is folded, more of the past, and the same again', async ({ page }) => {
  await page.goto('');
  await keep(page, attempts({ count: 4, every: 1 }));
  await page.goto('#/progress');
  await expect(button(page, 'Show 1 more')).toBeVisible();
  await onHeading(page);
  const days = page.locator('summary').filter({ hasText: 'The last four weeks, day by day' });
  await follow(page, days, 60);
  await expect(page.getByRole('table', { name: /each of the last 28 days/ })).toBeVisible();
  await expect(days).toBeFocused();
  await follow(page, button(page, 'Show 1 more'), 200);
  const again = page.getByRole('link', { name: /^Same moments again/ });
  await expect(again).toHaveCount(4);
  // The next Tab goes on from what came.
  await expect(page.locator('.past > :nth-child(4) a').first()).toBeFocused();
  await follow(page, again.last());
  await onHeading(page);
  await expect(page.getByText('Moment 1 of 5')).toBeVisible();
});

test('the diary by keyboard alone: written, changed, found and deleted', async ({ page }) => {
  const happened = page.getByRole('textbox', { name: 'What happened?' });
  await page.goto('#/diary');
  await expect(button(page, 'Write an entry')).toBeVisible();
  await press(page, 'Write an entry');
  await expect(page.getByRole('heading', { level: 2, name: 'Write an entry' })).toBeFocused();
  await tabTo(page, happened);
  await page.keyboard.type('The bus was late.');
  await press(page, 'Save');
  await expect(page.getByRole('status').filter({ hasText: 'The entry was saved.' })).toBeFocused();
  await press(page, 'Change');
  await tabTo(page, happened);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('We drank tea.');
  await press(page, 'Save');
  await tabTo(page, page.getByRole('searchbox'));
  await page.keyboard.type('tea');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await expect(page.getByRole('article')).toHaveCount(1);
  const earlier = page.locator('summary').filter({ hasText: '1 earlier version' });
  await follow(page, earlier);
  await expect(page.getByText('The bus was late.')).toBeVisible();
  await press(page, 'Delete');
  await expect(button(page, 'Keep it')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button(page, 'Delete')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button(page, 'Keep it')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(button(page, 'Delete the entry')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'The entry was deleted.' })).toBeFocused();
});

test('sharing a result by keyboard alone, and reading one', async ({ page }) => {
  await open(page, ONE);
  await answerMoment(page);
  await button(page, 'Continue').click();
  await expect(ended(page)).toBeFocused();
  const share = page.locator('summary').filter({ hasText: 'Share this result' });
  await follow(page, share);
  await expect(share).toBeFocused();
  await tabTo(page, page.getByRole('textbox', { name: 'A label, if you want one' }));
  await page.keyboard.type('Dana');
  await expect(page.getByText('your label: “Dana”')).toBeVisible();
  await follow(page, page.getByRole('link', { name: 'See it as others will' }));
  await expect(page.getByText('Label: Dana')).toBeVisible();
  await onHeading(page);
  const reasons = page.locator('summary').filter({ hasText: 'The reason for each answer' });
  await follow(page, reasons);
  await expect(reasons).toBeFocused();
  await follow(page, page.locator('summary').filter({ hasText: 'Hand this result on' }), 80);
  await tabTo(page, page.getByRole('textbox', { name: 'The link', exact: true }));
});
