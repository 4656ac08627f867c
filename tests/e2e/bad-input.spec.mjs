// Files that are missing, broken or from elsewhere, and links that say nothing.

import { expect, test } from './fixtures.mjs';
import { ONE, answerMoment, answerMoments, button, ended, everyday, heading, link, siteFile } from './play.mjs';

const INDEX = '**/scenarios/index.json*';
const EVERYDAY = '**/scenarios/packs/everyday.json*';
const json = (value) => ({ contentType: 'application/json', body: JSON.stringify(value) });
const text = JSON.stringify(everyday);

const BROKEN = 'A file of this site could not be read';
const MISSING = 'A file of this site is missing';
const NO_MOMENT = 'This moment is not on this site';

/** A trouble page has a heading, a sentence that names what it is about, and two ways on. */
async function saysTrouble(page, name, about) {
  await expect(heading(page, name)).toBeVisible();
  await expect(page.getByRole('main')).toContainText(about);
  await expect(button(page, 'Try again')).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'Home' })).toBeVisible();
}

test.describe('a pack that is', () => {
  test.use({ expectedProblem: /404|500/ });
  const own = { ...everyday, framework: 'no-such-framework' };
  for (const [what, answer, name, about] of [
    ['missing', { status: 404, body: 'Not found' }, MISSING, 'packs/everyday.json'],
    ['answered with an error', { status: 500, body: '' }, 'This site has a problem just now', '500'],
    ['a web page', { contentType: 'text/html', body: '<!DOCTYPE html><p>Home</p>' }, MISSING, 'sent a web page'],
    ['cut off', { contentType: 'application/json', body: text.slice(0, 5000) }, BROKEN, 'packs/everyday.json'],
    ['of a newer format', json({ ...everyday, format: 2 }), BROKEN, 'packs/everyday.json'],
    ['over 1 MiB', { contentType: 'application/json', body: text + ' '.repeat(1 << 20) }, BROKEN, 'packs/everyday.json'],
    ['of an unknown framework', json(own), BROKEN, 'no-such-framework'],
  ]) {
    test(`${what} is named, with what to do`, async ({ page }) => {
      await page.route(EVERYDAY, (route) => route.fulfill(answer));
      await page.goto(`#/practice?${ONE}`);
      await saysTrouble(page, name, about);
      // The rest of the site is as it was.
      await page.unroute(EVERYDAY);
      await button(page, 'Try again').click();
      await expect(button(page, 'Next')).toBeVisible();
    });
  }
});

test('a story that never ends is refused', async ({ page }) => {
  const pack = siteFile('scenarios/packs/soup-for-forty.json');
  const [first] = pack.scenarios[0].steps;
  for (const response of first.responses) response.next = first.id;
  await page.route('**/packs/soup-for-forty.json*', (route) => route.fulfill(json(pack)));
  await page.goto('#/practice?m=soup-for-forty/soup-for-forty&seed=1');
  await saysTrouble(page, BROKEN, 'packs/soup-for-forty.json');
});

test.describe('an index that is', () => {
  test.use({ expectedProblem: /404/ });
  for (const [what, answer, name, about] of [
    ['missing', { status: 404, body: '' }, MISSING, 'scenarios/index.json'],
    ['newer', json({ ...siteFile('scenarios/index.json'), format: 2 }), BROKEN, 'newer version'],
    ['damaged', { contentType: 'application/json', body: '{"format":1,' }, BROKEN, 'damaged'],
  ]) {
    test(`${what} is named, and the frame stays`, async ({ page }) => {
      await page.route(INDEX, (route) => route.fulfill(answer));
      await page.goto('#/library');
      await saysTrouble(page, name, about);
      await page.goto('#/settings');
      await expect(heading(page, 'Settings')).toBeVisible();
    });
  }
});

test('addresses and links that lead nowhere say so', async ({ page }) => {
  for (const [address, name] of [
    ['#/no/such/page', 'There is nothing at this address'],
    ['#/framework/XX.9', 'There is nothing at this address'],
    ['#/scenario/everyday/no-such-moment', NO_MOMENT],
    ['#/scenario/no-such-pack/one', NO_MOMENT],
    ['#/practice?pack=no-such-pack&n=3&seed=1', NO_MOMENT],
    ['#/practice?m=everyday/no-such-moment&seed=1', NO_MOMENT],
    ['#/attempt/1b4e28ba-2fa1-4d3b-883f-0016d3cca427', 'This result is not on this device'],
  ]) {
    await page.goto(address);
    await expect(heading(page, name), address).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: 'Home' })).toBeVisible();
  }
});

test('what is not there offers where to look, and not to try again', async ({ page }) => {
  await page.goto('#/scenario/no-such-pack/one');
  await expect(heading(page, NO_MOMENT)).toBeVisible();
  await expect(button(page, 'Try again')).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('link', { name: 'Library' })).toBeVisible();
});

test('nonsense in every key of a link is listed, and a session begins', async ({ page }) => {
  const nonsense = ['pack=%00', 'cat=!', 'n=0', 'seed=!!', 'mode=x', 'format=y', 'sure=2', 'timer=-1', 'ed=zz', 'm=z'];
  await page.goto(`#/practice?${nonsense.join('&')}`);
  const notes = page.getByRole('status').filter({ hasText: 'Parts of this link were left out.' });
  for (const pair of nonsense) await expect(notes).toContainText(`“${pair.split('=')[0]}=`);
  await answerMoments(page, 5);
  await expect(ended(page)).toBeVisible();
});

test('an unknown key, a key given twice and a missing moment are told', async ({ page }) => {
  await page.goto('#/practice?m=everyday/back-step,everyday/gone&seed=1&seed=2&colour=red');
  await expect(page.getByText('“colour”: this is not known here.')).toBeVisible();
  await expect(page.getByText('“seed=2”: this stood in the link before')).toBeVisible();
  await expect(page.getByText('1 moment of this link is not on this site.')).toBeVisible();
  await answerMoment(page);
});

test.describe('without its program', () => {
  test.use({ expectedProblem: /wasm|Failed to (load|fetch)/ });
  test('the page says that it could not load', async ({ page }) => {
    await page.route('**/*.wasm', (route) => route.abort());
    await page.goto('');
    await expect(heading(page, 'This page could not load')).toBeVisible();
    await expect(link(page, 'Reload')).toBeVisible();
    await expect(page.getByText('What does this moment call for')).toHaveCount(0);
  });
});

test('a session whose pack comes late begins when it is there', async ({ page }) => {
  let letGo;
  const held = new Promise((go) => { letGo = go; });
  await page.route(EVERYDAY, async (route) => { await held; await route.continue(); });
  await page.goto(`#/practice?${ONE}`);
  await expect(page.getByRole('status')).toHaveText('Loading…');
  letGo();
  await expect(button(page, 'Next')).toBeVisible();
  await expect(page.getByText('Loading…')).toHaveCount(0);
});
