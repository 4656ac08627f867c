// A group's report: what is handed in and how, what it can be narrowed to, and what leaves it.

import { code, edition, many, moments } from './codes.mjs';
import { axe, expect, test } from './fixtures.mjs';
import { attempts, exported } from './past.mjs';
import { TWO, answerMoments, button, ended, heading, open, siteFile } from './play.mjs';

const main = (page) => page.getByRole('main');
const report = (page, of) => page.getByRole('heading', { level: 2, name: `Report on ${of}`, exact: true });
const region = (page, name) => page.getByRole('region', { name, exact: true });
const pasted = (page) => page.getByLabel('Paste result links');
const said = (page, text) => page.getByRole('status').filter({ hasText: text });

async function group(page) {
  await page.goto('#/trainer/group');
  await expect(heading(page, 'Read a group’s results')).toBeVisible();
}

async function hand(page, codes, of = `${codes.length} results`) {
  await group(page);
  await pasted(page).fill(codes.join('\n'));
  await button(page, 'Read results').click();
  await expect(report(page, of)).toBeFocused();
  // The last part of the report.
  await expect(page.getByRole('heading', { level: 2, name: 'Slips' })).toBeVisible();
}

async function choose(page, text, name = 'results.txt') {
  await page.getByLabel('Or choose files').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
}

/** The first moments of a pack, all answered so: places of competency and response. */
const answers = (count, competency = 0, response = 0) =>
  moments().slice(0, count).map(({ place }) => [place, competency, response]);

/** Drags a file over an element, and drops it if it is to. */
async function drag(page, target, text, { drop = true } = {}) {
  const data = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'dropped.txt', { type: 'text/plain' }));
    return transfer;
  }, text);
  const dispatch = (type) =>
    target.evaluate((element, [kind, dataTransfer]) => {
      const event = new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true });
      element.dispatchEvent(event);
      return event.defaultPrevented;
    }, [type, data]);
  await dispatch('dragenter');
  const isTaken = await dispatch('dragover');
  await dispatch(drop ? 'drop' : 'dragleave');
  return isTaken;
}

test('files are dropped anywhere on the page, also on a report', async ({ page }) => {
  await group(page);
  const [first, ...others] = many(4);
  const dragged = page.locator('[data-dragged]');
  expect(await drag(page, heading(page, 'Read a group’s results'), first, { drop: false })).toBe(true);
  await expect(dragged).toHaveCount(0);
  expect(await drag(page, heading(page, 'Read a group’s results'), first)).toBe(true);
  await expect(report(page, '1 result')).toBeFocused();
  expect(await drag(page, report(page, '1 result'), others.join('\n'))).toBe(true);
  await expect(report(page, '4 results')).toBeFocused();
  await expect(dragged).toHaveCount(0);
});

test('an empty field says what is missing', async ({ page }) => {
  await group(page);
  await button(page, 'Read results').click();
  await expect(page.getByRole('alert')).toHaveText('Paste at least one link first.');
  await expect(pasted(page)).toBeFocused();
  await expect(pasted(page)).toHaveAttribute('aria-invalid', 'true');
  await axe(page);
  await pasted(page).fill('x');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a learner’s own files, huge ones and such without a result are each refused with a sentence', async ({ page }) => {
  await group(page);
  await choose(page, exported({ attempts: attempts({ count: 1 }) }), 'alongside-export.json');
  await expect(main(page).getByText(/^alongside-export\.json: this is somebody’s own data, perhaps with their diary/)).toBeVisible();
  await choose(page, 'Dear all,', 'letter.txt');
  await expect(main(page).getByText('letter.txt: no result link in it.')).toBeVisible();
  const huge = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array((64 << 20) + 1)], 'film.mp4'));
    return transfer;
  });
  await heading(page, 'Read a group’s results').dispatchEvent('drop', { dataTransfer: huge });
  await expect(main(page).getByText('film.mp4: this file is larger than 64 MB')).toBeVisible();
});

test('a file is read in parts, and a character on the seam of two is whole', async ({ page }) => {
  await group(page);
  const [one, two] = many(2);
  // Two bytes each, from an odd place on: the parts are of a quarter of a mebibyte.
  const text = `${one}\n!${'ü'.repeat(400_000)}\n${'ü'.repeat(3)} 1.${'A'.repeat(30)}${'é'.repeat(5)}\n${two}`;
  await choose(page, text);
  await expect(report(page, '2 results')).toBeFocused();
  await expect(main(page).getByText('1 line has no result in it')).toBeVisible();
});

test('a pack of the site that can’t be used is told apart from one that can’t be had just now', async ({ page }) => {
  await page.route('**/scenarios/packs/everyday.json*', (route) => route.fulfill({ json: { format: 1 } }));
  await group(page);
  await pasted(page).fill(many(2).join('\n'));
  await button(page, 'Read results').click();
  await expect(main(page).getByText(/^packs\/everyday\.json: this file of the site can’t be used/)).toBeVisible();
  await expect(main(page).getByText('2 results are from packs or editions that this site does not have.')).toBeVisible();
  await expect(main(page).getByText(/could not be fetched just now/)).toHaveCount(0);
});

test.describe('offline', () => {
  test.use({ expectedProblem: /ERR_FAILED/ });
  test('results whose pack can’t be had just now are read again later', async ({ page }) => {
    await page.route('**/scenarios/packs/everyday.json*', (route) => route.abort());
    await group(page);
    await pasted(page).fill(many(2).join('\n'));
    await button(page, 'Read results').click();
    await expect(main(page).getByText(/could not be fetched just now/)).toBeVisible();
    await page.unroute('**/scenarios/packs/everyday.json*');
    await choose(page, many(3)[2]);
    await expect(report(page, '3 results')).toBeFocused();
    await expect(main(page).getByText(/could not be fetched just now/)).toHaveCount(0);
  });
});

test('format, edition and category narrow the report, and the heat map shows either question', async ({ page }) => {
  // A past edition of the pack, as a site keeps it.
  const past = '00000000000000ab';
  const index = siteFile('scenarios/index.json');
  const entry = index.packs.find(({ id }) => id === 'everyday');
  entry.past = [{ edition: past, file: 'packs/past/everyday.old.json' }];
  await page.route('**/scenarios/index.json*', (route) => route.fulfill({ json: index }));
  await page.route('**/scenarios/packs/past/everyday.old.json*', (route) =>
    route.fulfill({ json: siteFile('scenarios/packs/everyday.json') }));
  const one = (token, more) => code({ token, answers: answers(4), label: `Person ${token}`, ...more });
  const worst = answers(4).map(([place, competency, response]) => [place, competency, response, response + 1]);
  const codes = [
    one(1), one(2), one(3), one(4, { format: 'best-worst', answers: worst }), one(5, { of: past }), one(6, { of: past }),
  ];
  await hand(page, codes, '3 results');
  await expect(main(page).getByText('2 are of another edition of a pack.')).toBeVisible();
  await expect(main(page).getByText('1 was asked in another format.')).toBeVisible();
  await page.getByLabel('How responses are asked').selectOption({ label: 'Which fits best and which fits worst (1 result)' });
  await expect(report(page, '1 result')).toBeFocused();
  await page.getByLabel('How responses are asked').selectOption({ index: 0 });
  await expect(report(page, '3 results')).toBeFocused();
  await page.getByLabel('Edition of Everyday moments').selectOption({ label: `${past} (2 results)` });
  await expect(report(page, '2 results')).toBeFocused();
  await expect(region(page, 'People').getByRole('rowheader')).toHaveText(['Person 5', 'Person 6']);
  await page.getByLabel('Edition of Everyday moments').selectOption({ label: `${edition('everyday')} (4 results)` });
  await expect(report(page, '3 results')).toBeFocused();

  const rows = region(page, 'Moments').getByRole('row');
  await expect(rows).toHaveCount(5);
  const options = page.getByLabel('Category', { exact: true });
  const [, first] = await options.locator('option').allTextContents();
  await options.selectOption(first);
  await expect(rows).not.toHaveCount(5);
  const some = await rows.count();
  expect(some).toBeGreaterThan(1);
  await expect(page.getByText('Open a moment to see').locator('~ .moment:not(.add-more)')).toHaveCount(some - 1);

  const heat = region(page, 'Person by category');
  await expect(heat.getByRole('row')).toHaveCount(4);
  await expect(heat.getByRole('rowheader').first()).toHaveText('Person 1');
  // All answered the same moments, so the head tells of how many.
  await expect(heat.getByRole('columnheader').nth(1)).toHaveText(/ of \d/);
  await expect(heat.getByRole('cell').first()).toHaveText(/^[\d.]+$/);
  await page.getByLabel('Table shows').selectOption('Response');
  await expect(heat.getByText('Response', { exact: true })).toBeVisible();
  await expect(heat.getByRole('row')).toHaveCount(4);
});

test('a session’s own link has the same answers, scores and figures elsewhere and in a group', async ({ page, browser, baseURL }) => {
  const figures = (of) => of.locator('dl.pair dd .figure').allTextContents();
  const chosen = (of) => of.locator('main .why.chosen .option').allTextContents();
  await open(page, TWO);
  await answerMoments(page, 2, { at: 1 });
  await expect(ended(page)).toBeVisible();
  const [competency, response] = await figures(page);
  await page.getByText('Share this result', { exact: true }).click();
  const link = page.getByRole('textbox', { name: 'The link', exact: true });
  const before = await link.inputValue();
  await page.getByRole('textbox', { name: 'A label, if you want one', exact: true }).fill('Robin');
  await expect(link).not.toHaveValue(before);
  const address = await link.inputValue();
  const context = await browser.newContext({ baseURL });
  const trainer = await context.newPage();
  await trainer.goto(address);
  await expect(heading(trainer, 'A shared result')).toBeVisible();
  await expect(trainer.locator('main section')).toHaveCount(2);
  expect(await figures(trainer)).toEqual([competency, response]);
  expect((await chosen(trainer)).sort()).toEqual((await chosen(page)).sort());
  await hand(trainer, [`Hi! ${address}`], '1 result');
  const row = region(trainer, 'People').getByRole('row', { name: /^Robin/ });
  await expect(row.getByRole('cell').nth(1)).toHaveText(competency);
  await expect(row.getByRole('cell').nth(2)).toHaveText(response);
  await context.close();
});

test('a paste without a result stays in its field', async ({ page }) => {
  await group(page);
  await pasted(page).fill('See you on Tuesday');
  await button(page, 'Read results').click();
  await expect(page.getByRole('heading', { level: 2, name: 'No result was read' })).toBeFocused();
  await expect(main(page).getByText('Pasted text: no result link in it. A result link has “#/result/” in it.')).toBeVisible();
  await expect(pasted(page)).toHaveValue('See you on Tuesday');
  await axe(page);
});

test('what could do harm is quoted once, and what can’t be shown yet has no column', async ({ page }) => {
  await hand(page, many(12));
  const quotes = await page.locator('.talk .said').allTextContents();
  expect(quotes.length).toBeGreaterThan(0);
  expect(new Set(quotes).size).toBe(quotes.length);
  const column = region(page, 'Moments').getByRole('columnheader', { name: 'Goes with the rest: response' });
  await expect(column).toHaveCount(0);
  await expect(main(page).getByText('From 30 people on, this table also shows')).toBeVisible();
  await expect(main(page).getByText('Not shown: it needs 30 people, and there are 12.')).toHaveCount(1);
  await page.getByText('Add more results').click();
  await pasted(page).fill(many(30).join('\n'));
  await button(page, 'Read results').click();
  await expect(report(page, '30 results')).toBeFocused();
  await expect(column).toBeVisible();
});

test('on a narrow screen the names of rows stay, and so do the heads of the map', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await hand(page, many(30));
  for (const name of ['People', 'Moments', 'Person by category', 'Slips']) {
    const table = region(page, name);
    const first = table.getByRole('rowheader').first();
    await first.scrollIntoViewIfNeeded();
    const before = await first.boundingBox();
    const left = await table.evaluate((one) => {
      one.scrollLeft = one.scrollWidth;
      return one.scrollLeft;
    });
    expect(left, name).toBeGreaterThan(0);
    // A cell's own edge may go.
    expect(Math.abs((await first.boundingBox()).x - before.x), name).toBeLessThanOrEqual(2);
  }
  const map = region(page, 'Person by category');
  await map.evaluate((one) => { one.scrollTop = one.scrollHeight; });
  const [head, all] = await Promise.all([map.getByRole('columnheader').first().boundingBox(), map.boundingBox()]);
  expect(all.height).toBeLessThan(740);
  expect(Math.abs(head.y - all.y)).toBeLessThanOrEqual(2);
});

test('more people are listed at a wish, and the focus is at the first of them', async ({ page }) => {
  await hand(page, many(60));
  const people = region(page, 'People');
  await expect(people.getByRole('row')).toHaveCount(31);
  await expect(page.getByText('The first 30 of 60 people are listed.')).toBeVisible();
  await button(page, 'Show more of the other 30 people').click();
  await expect(people.getByRole('row')).toHaveCount(61);
  await expect(people.getByRole('rowheader').nth(30)).toBeFocused();
  await expect(page.getByText(/people are listed\.$/)).toHaveCount(0);
  await expect(region(page, 'Person by category').getByRole('row')).toHaveCount(61);
});

test('on paper all people stand, and what is folded', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => {
      window.dispatchEvent(new Event('beforeprint'));
      window.printed = {
        people: document.querySelectorAll('#people tr').length,
        options: document.querySelectorAll('table.options').length,
        open: document.querySelectorAll('.folds details[open]').length,
      };
      window.dispatchEvent(new Event('afterprint'));
    };
  });
  await hand(page, many(60));
  await button(page, 'Print').click();
  await expect.poll(() => page.evaluate(() => window.printed)).toEqual({ people: 60, options: 20, open: 0 });
  await button(page, 'Print with all folds open').click();
  await expect.poll(() => page.evaluate(() => window.printed)).toEqual({ people: 60, options: 20, open: 10 });
  await expect(page.locator('.folds details[open]')).toHaveCount(0);
  // Nothing is left out because it was out of sight.
  await page.emulateMedia({ media: 'print' });
  const hidden = (all) => all.filter((one) => getComputedStyle(one).contentVisibility !== 'visible').length;
  expect(await page.locator('.group *').evaluateAll(hidden)).toBe(0);
});

test('printing from the browser’s menu is no less', async ({ page }) => {
  await hand(page, many(60));
  await expect(page.locator('table.options')).toHaveCount(0);
  await page.pdf();
  await expect(page.locator('#people tr')).toHaveCount(60);
  await expect(page.locator('table.options')).toHaveCount(20);
});

test('a moment’s options are there when it is opened', async ({ page }) => {
  await hand(page, many(12, 2));
  const title = moments()[0].scenario.title;
  await expect(page.locator('table.options')).toHaveCount(0);
  await page.getByText('Open a moment to see').locator('~ details').filter({ hasText: title }).locator('summary').click();
  await expect(page.getByRole('table', { name: 'Which competency does this moment call for most?' })).toBeVisible();
  await expect(page.locator('table.options')).toHaveCount(2);
});

test('a file that could not be saved is told of, and the page still asks before it goes', async ({ page }) => {
  await hand(page, many(3));
  await page.evaluate(() => { URL.createObjectURL = () => { throw new Error('no'); }; });
  await button(page, 'Save the group as a file').click();
  await expect(said(page, 'did not let us save')).toBeVisible();
  const asked = [];
  page.on('dialog', (dialog) => { asked.push(dialog.type()); dialog.accept(); });
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
});
