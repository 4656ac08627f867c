// Packs that are not of the site: shown before they are practised, practised as any other, kept on
// the device until they are removed, and never fetched from another host.

import { axe, expect, test } from './fixtures.mjs';
import { answerMoment, button, ended, everyday, feedback, heading, keptKeys, link } from './play.mjs';

const HEADING = 'Try a pack';

/** A small pack of our own: two moments of the site's, under another id and with other titles. */
function pack(change = {}) {
  const scenarios = ['back-step', 'mango'].map((id) => {
    const scenario = structuredClone(everyday.scenarios.find((one) => one.id === id));
    return { ...scenario, title: `Ours: ${scenario.title}` };
  });
  return {
    format: 1, id: 'night-shift', title: 'The night shift', lang: 'en', version: '0.1',
    framework: 'samhsa-peer-2015', license: 'CC-BY-4.0', authors: ['Robin', 'Sam'],
    about: 'Moments from our own house.', key: { status: 'author', note: 'Keyed by the two of us.' },
    scenarios, ...change,
  };
}

const text = (change) => JSON.stringify(pack(change), null, 2);

async function choose(page, content, name = 'night-shift.json') {
  await page.goto('#/trainer/try');
  await expect(heading(page, HEADING)).toBeVisible();
  await page.getByLabel('Choose a pack’s file').setInputFiles({
    name, mimeType: 'application/json', buffer: Buffer.from(content),
  });
}

const preview = (page, name = 'The night shift') => page.getByRole('region', { name, exact: true });

async function finish(page, count) {
  for (let n = 1; n <= count; n += 1) {
    await expect(page.getByText(new RegExp(`^Moment ${n} of ${count}`)).first()).toBeVisible();
    await answerMoment(page);
    await button(page, 'Continue').click();
  }
  await expect(ended(page)).toBeVisible();
}

test('a chosen file is shown, practised, gone on with after a reload, and reviewed', async ({ page }) => {
  await page.goto('#/trainer');
  await link(page, HEADING).click();
  await choose(page, text());
  const shown = preview(page);
  await expect(shown).toBeFocused();
  for (const fact of [
    'Moments from our own house.', 'From the file “night-shift.json”', '2 moments', 'Robin, Sam', 'CC-BY-4.0',
    'Its authors keyed it; no panel has voted. Keyed by the two of us.',
  ]) {
    await expect(shown.getByText(fact, { exact: true })).toBeVisible();
  }
  await axe(page);
  expect(await keptKeys(page, 'guest/')).toEqual([]);
  await button(page, 'Practise it').click();
  await expect(page).toHaveURL(/#\/practice\?pack=night-shift&ed=[0-9a-f]{8}&seed=[0-9a-f]+$/);
  await expect(page.getByRole('heading', { level: 1, name: /^Ours: / })).toBeVisible();
  await answerMoment(page);
  await page.reload();
  await expect(feedback(page)).toBeVisible();
  await button(page, 'Continue').click();
  await answerMoment(page);
  await button(page, 'Continue').click();
  await expect(ended(page)).toBeVisible();
  // The reasons are there, also when the page is opened anew, and so is the way back to the same moments.
  await page.reload();
  await expect(ended(page)).toBeVisible();
  await expect(page.getByText('Ours: ').first()).toBeVisible();
  await page.getByText('Share this result', { exact: true }).click();
  const address = await page.getByRole('textbox', { name: 'The link', exact: true }).inputValue();
  await page.goto(address);
  await expect(heading(page, 'A shared result')).toBeVisible();
  await expect(page.getByText('Ours: ').first()).toBeVisible();
  await link(page, 'Practise the same moments').click();
  await expect(page.getByText('Moment 1 of 2').first()).toBeVisible();
});

test('a result of a pack that is not at hand says so, and is told once the pack is', async ({ page, browser, baseURL }) => {
  await choose(page, text());
  await button(page, 'Practise it').click();
  await finish(page, 2);
  await page.getByText('Share this result', { exact: true }).click();
  const address = await page.getByRole('textbox', { name: 'The link', exact: true }).inputValue();
  const other = await browser.newContext({ baseURL });
  const trainer = await other.newPage();
  await trainer.goto(address);
  await expect(trainer.getByText(/night-shift/).first()).toBeVisible();
  await expect(trainer.getByText('Ours: ')).toHaveCount(0);
  await choose(trainer, text());
  await button(trainer, 'Keep it for later').click();
  await expect(trainer.getByRole('status').getByText('It is kept on this device.')).toBeVisible();
  await trainer.goto(address);
  await expect(trainer.getByText('Ours: ').first()).toBeVisible();
  await other.close();
});

test('a pack with the id of one of the site’s is another edition, and both are practised', async ({ page }) => {
  await choose(page, text({ id: 'everyday', title: 'Everyday, ours' }));
  await expect(preview(page, 'Everyday, ours').getByText(/another edition of this pack/)).toBeVisible();
  await button(page, 'Practise it').click();
  await finish(page, 2);
  await expect(page.getByText('Ours: ').first()).toBeVisible();
  await link(page, 'Practise again what I missed').click();
  await expect(page.getByRole('heading', { level: 1, name: /^Ours: / })).toBeVisible();
  await page.goto('#/practice?pack=everyday&m=everyday/mango&seed=1');
  await expect(heading(page, everyday.scenarios.find(({ id }) => id === 'mango').title)).toBeVisible();
  // The site's own, byte for byte, is not kept a second time.
  await choose(page, JSON.stringify(everyday));
  await expect(page.getByText('This very pack is part of this site already.')).toBeVisible();
  await expect(button(page, 'Keep it for later')).toHaveCount(0);
});

test('a pack with errors is refused in the checker’s words', async ({ page }) => {
  const broken = pack();
  broken.scenarios[0].steps[0].responses[0].fit = 7;
  await choose(page, JSON.stringify(broken));
  const shown = preview(page, 'This pack can’t be used yet');
  await expect(shown.getByRole('listitem').filter({ hasText: '/scenarios/0/steps/0/responses/0/fit' })).toBeVisible();
  await expect(button(page, 'Practise it')).toHaveCount(0);
  await axe(page);
  await choose(page, '<!DOCTYPE html><title>Not found</title>');
  await expect(shown.getByText(/This is a web page, not a JSON file/)).toBeVisible();
  await choose(page, text({ framework: 'house-rules' }));
  await expect(shown.getByText(/The framework “house-rules” is not on this site/)).toBeVisible();
});

test('a framework of its own comes along', async ({ page, baseURL }) => {
  const answer = await page.request.get(`${baseURL}scenarios/frameworks/samhsa-peer-2015.json`);
  const framework = { ...(await answer.json()), id: 'house-rules', title: 'House rules' };
  framework.categories[0].competencies[0].label = 'Say hello first';
  await page.goto('#/trainer/try');
  const file = (name, content) => ({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  await page.getByLabel('Choose a pack’s file').setInputFiles([
    file('house.json', JSON.stringify(framework)), file('pack.json', text({ framework: 'house-rules' })),
  ]);
  await button(page, 'Practise it').click();
  await answerMoment(page);
  await page.reload();
  await expect(feedback(page)).toBeVisible();
});

test('pasted text', async ({ page }) => {
  await page.goto('#/trainer/try');
  await page.getByText('Or paste its text', { exact: true }).click();
  await button(page, 'Look at it').first().click();
  await expect(page.getByText(/Paste the whole text of the pack/)).toBeVisible();
  await page.getByLabel('The pack’s text').fill(text());
  await button(page, 'Look at it').first().click();
  await expect(preview(page).getByText('From pasted text')).toBeVisible();
});

test('an address on this host is fetched, another one is not asked for', async ({ page }) => {
  const asked = [];
  page.on('request', (request) => request.url().endsWith('favicon.svg') || asked.push(request.url()));
  await page.route('**/own/night%20shift.json', (route) => route.fulfill({ contentType: 'application/json', body: text() }));
  await page.goto('#/trainer/try?from=own/night%20shift.json');
  await expect(preview(page).getByText('From own/night shift.json on this host')).toBeVisible();
  await button(page, 'Put it away').click();
  const field = page.getByLabel('Address of the file');
  const last = asked.length;
  for (const address of ['https://example.org/a.json', '//example.org/a.json', '/\\example.org/a.json', 'data:,{}']) {
    await field.fill(address);
    await button(page, 'Look at it').last().click();
    await expect(page.getByText(/This address is on another host/)).toBeVisible();
    await page.goto(`#/trainer/try?from=${encodeURIComponent(address)}`);
    await expect(page.getByText(/This address is on another host/)).toBeVisible();
  }
  expect(asked.slice(last)).toEqual([]);
  await expect(page.getByRole('region', { name: 'This was not opened' })).toBeFocused();
});

test.describe('an address where nothing is', () => {
  test.use({ expectedProblem: /404/ });
  test('is told', async ({ page }) => {
    await page.goto('#/trainer/try?from=own/nothing.json');
    await expect(page.getByText(/“own\/nothing.json” is not there/)).toBeVisible();
  });
});

test('what is kept is listed, practised moment by moment, and removed when that was asked', async ({ page }) => {
  await choose(page, text());
  await button(page, 'Keep it for later').click();
  await expect(page.getByRole('heading', { level: 2, name: 'Kept on this device' })).toBeFocused();
  await axe(page);
  await page.getByText('Its moments and stories', { exact: true }).click();
  await page.getByRole('link', { name: /^Ours: .*mango/i }).or(page.getByRole('link', { name: /^Ours: / })).first().click();
  await finish(page, 1);
  await page.goto('#/trainer/try');
  await expect(page.getByText(/1 of your results needs it/)).toBeVisible();
  await button(page, 'Remove it').click();
  await expect(page.getByText(/its moments and reasons can’t be shown any more/)).toBeVisible();
  await button(page, 'Keep it').click();
  expect(await keptKeys(page, 'guest/')).toHaveLength(1);
  await button(page, 'Remove it').click();
  await button(page, 'Remove it all the same').click();
  await expect(page.getByRole('status').getByText('It was removed.')).toBeVisible();
  expect(await keptKeys(page, 'guest/')).toEqual([]);
  await expect(page.getByRole('heading', { name: 'Kept on this device' })).toHaveCount(0);
});

test('nothing of it is markup', async ({ page }) => {
  const nasty = '<img src=x onerror=alert(1)>';
  const content = text({ title: nasty, about: nasty, authors: [nasty], license: nasty });
  await choose(page, content, '<b>.json');
  await expect(preview(page, nasty)).toBeVisible();
  await expect(page.locator('main img')).toHaveCount(0);
});
