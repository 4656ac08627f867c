// Putting it online: a zip with a complete copy of the site, made in the page, unpacked and served
// from a folder of another name, practised there, and copied once more.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { serve } from '../../tools/serve.mjs';
import { axe, expect, test, watch } from './fixtures.mjs';
import { answerMoment, button, ended, everyday, heading, link } from './play.mjs';
import { draft, main, newPack, unfold, write } from './write.mjs';

const HEADING = 'Put it online';
const dist = resolve(process.env.DIST ?? new URL('../../dist', import.meta.url).pathname);
const LISTED = JSON.parse(readFileSync(join(dist, 'files.json'), 'utf8'));

/** A small pack that is not of the site. */
const OURS = JSON.stringify({
  ...everyday, id: 'night-shift', title: 'The night shift', about: 'Ours.',
  scenarios: everyday.scenarios.slice(0, 2).map((one) => ({ ...one, title: `Ours: ${one.title}` })),
});

async function keepOurs(page) {
  await page.goto('#/trainer/try');
  await page.getByLabel('Choose a pack’s file').setInputFiles({
    name: 'ours.json', mimeType: 'application/json', buffer: Buffer.from(OURS),
  });
  await button(page, 'Keep it for later').click();
  await expect(page.getByText(/^Kept since|Kept since/).first()).toBeVisible();
}

/** Only those packs of the site. */
async function chooseOnly(page, ...titles) {
  await page.locator('summary').filter({ hasText: / chosen$/ }).click();
  await button(page, 'Choose none').click();
  for (const title of titles) await page.getByRole('checkbox', { name: new RegExp(`^${title}`) }).check();
}

/** Makes the copy and unpacks it. */
async function copied(page) {
  const download = page.waitForEvent('download');
  await button(page, 'Make the copy').click();
  const file = await (await download).path();
  expect((await download).suggestedFilename()).toMatch(/^alongside-copy-\d{4}-\d\d-\d\d\.zip$/);
  await expect(page.getByRole('region', { name: 'Your copy is on its way to your downloads' })).toBeFocused();
  execFileSync('unzip', ['-tqq', file]);
  const folder = await mkdtemp(join(tmpdir(), 'alongside-copy-'));
  execFileSync('unzip', ['-q', file, '-d', folder]);
  return folder;
}

async function files(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return paths.sort();
}

const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);

test('a copy with two packs and one of our own is unpacked elsewhere, practised there, and copied again', async ({ page, browser }) => {
  test.setTimeout(90_000);
  await keepOurs(page);
  await page.goto('#/trainer');
  await link(page, HEADING).click();
  await expect(heading(page, HEADING)).toBeVisible();
  await page.getByRole('checkbox', { name: /^The night shift/ }).check();
  await chooseOnly(page, 'Everyday', 'Seven letters');
  await page.getByLabel('Name of the site', { exact: true }).fill('Harbor House <training>');
  await page.getByLabel('Safety line', { exact: true }).fill('Here, call 0800 1 2 3.');
  await page.getByLabel('Color', { exact: true }).fill('#5b2a86');
  await page.getByLabel('Address of your organization', { exact: true }).fill('https://example.org/');
  await page.getByLabel('Name of your organization', { exact: true }).fill('Harbor House');
  await expect(page.getByText('3 packs', { exact: true })).toBeVisible();
  await axe(page);
  const folder = await copied(page);
  const paths = await files(folder);
  // Everything of the site but the packs that were left out; what hosts need; nothing else.
  const packs = paths.filter((path) => path.includes('packs/'));
  expect(packs.filter((path) => !path.includes('past/'))).toEqual([
    'scenarios/packs/everyday.json', 'scenarios/packs/night-shift.json', 'scenarios/packs/seven-letters.json',
  ]);
  const others = LISTED.map(({ path }) => path).filter((path) => !path.includes('packs/'));
  const expected = [...new Set([...others, 'files.json', 'site.css', '.htaccess', '.nojekyll', '_headers', 'web.config'])].sort();
  expect(paths.filter((path) => !path.includes('packs/'))).toEqual(expected);
  const listed = JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8'));
  expect(listed.map(({ path }) => path)).toEqual(paths.filter((path) => path !== 'files.json'));
  for (const { path, bytes, hash } of listed) {
    expect([readFileSync(join(folder, path)).length, hashOf(join(folder, path))], path).toEqual([bytes, hash]);
  }

  const { url, close } = await serve({ dir: folder, prefix: '/other/place/' });
  const context = await browser.newContext({ baseURL: url, serviceWorkers: 'block' });
  const problems = watch(context, url);
  const visitor = await context.newPage();
  await visitor.goto('');
  await expect(visitor).toHaveTitle(/Harbor House <training>/);
  await expect(visitor.getByRole('link', { name: 'Harbor House <training>' })).toBeVisible();
  await expect(visitor.getByText('Here, call 0800 1 2 3.')).toBeVisible();
  await expect(visitor.getByText(/988/)).toHaveCount(0);
  await expect(visitor.getByRole('link', { name: 'Harbor House', exact: true })).toHaveAttribute('href', 'https://example.org/');
  for (const scheme of ['light', 'dark']) {
    await visitor.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await axe(visitor);
  }
  await visitor.goto('#/practice?pack=night-shift&seed=1&n=1');
  await expect(visitor.getByRole('heading', { level: 1, name: /^Ours: / })).toBeVisible();
  await answerMoment(visitor);
  await button(visitor, 'Continue').click();
  await expect(ended(visitor)).toBeVisible();
  await expect(visitor.getByText('Ours: ').first()).toBeVisible();
  await visitor.goto('#/practice?pack=everyday&seed=1');
  await expect(button(visitor, 'Next').or(button(visitor, 'Start'))).toBeVisible();

  // The copy copies itself: what it was told of itself is filled in, and can be taken back.
  await visitor.goto('#/trainer/publish');
  await expect(visitor.getByLabel('Name of the site', { exact: true })).toHaveValue('Harbor House <training>');
  await expect(visitor.getByLabel('Color', { exact: true })).toHaveValue('#5b2a86');
  const again = await copied(visitor);
  expect(await files(again)).toEqual(paths);
  for (const path of paths) expect(hashOf(join(again, path)), path).toBe(hashOf(join(folder, path)));
  for (const label of ['Name of the site', 'Safety line', 'Color', 'Address of your organization', 'Name of your organization']) {
    await visitor.getByLabel(label, { exact: true }).fill('');
  }
  const plain = await copied(visitor);
  expect(readFileSync(join(plain, 'index.html'), 'utf8')).toBe(readFileSync(join(dist, 'index.html'), 'utf8'));
  expect(existsSync(join(plain, 'site.css'))).toBe(false);
  await context.close();
  await close();
  expect(problems).toEqual([]);
  for (const made of [folder, again, plain]) await rm(made, { recursive: true });
});

test('what was published keeps its names, whatever becomes of its titles', async ({ page }) => {
  const begun = async (title) => {
    await newPack(page, title);
    await button(page, 'Add a moment').click();
    await main(page).getByRole('link', { name: /^Moment without a title/ }).click();
    await write(page, 1);
    return draft(page);
  };
  const retitled = async (of, title) => {
    await page.goto(`#/trainer/studio/${of}/1`);
    await page.getByLabel('Title', { exact: true }).fill(title);
    await unfold(page, 'More details');
    await expect(page.getByLabel('Title', { exact: true })).toHaveValue(title);
    // An id is drawn with the page.
    await page.reload();
    await unfold(page, 'More details');
    return page.getByLabel('Name in addresses');
  };
  const [left, waiting, open] = [await begun('Left'), await begun('Waiting'), await begun('Open')];
  // The one that was worked at last is chosen; another one is added, and one stays here.
  await link(page, 'Back to the pack').click();
  await link(page, 'Put it online').click();
  await expect(page.getByRole('checkbox', { name: /^Open/ })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: /^Left/ })).not.toBeChecked();
  await page.getByRole('checkbox', { name: /^Waiting/ }).check();
  await chooseOnly(page, 'Seven letters');
  const folder = await copied(page);
  expect(existsSync(join(folder, 'scenarios/packs/open.json'))).toBe(true);
  expect(existsSync(join(folder, 'scenarios/packs/left.json'))).toBe(false);
  await expect(await retitled(open, 'Another title')).toHaveValue('coat-1');
  await expect(await retitled(waiting, 'Another title')).toHaveValue('coat-1');
  await expect(await retitled(left, 'Another title')).toHaveValue('another-title');
  await rm(folder, { recursive: true });
});

test('a copy works without a network', async ({ page, browser }) => {
  test.setTimeout(60_000);
  await page.goto('#/trainer/publish');
  await chooseOnly(page, 'Everyday');
  const folder = await copied(page);
  const { url, close } = await serve({ dir: folder, prefix: '/copy/' });
  const context = await browser.newContext({ baseURL: url, serviceWorkers: 'allow' });
  const visitor = await context.newPage();
  await visitor.goto('');
  await visitor.evaluate(async () => {
    const { active, installing, waiting } = await navigator.serviceWorker.register('./sw.js');
    const worker = installing ?? waiting ?? active;
    if (worker.state === 'activated') return;
    await new Promise((done, failed) => {
      worker.addEventListener('statechange', () => {
        if (worker.state === 'activated') done();
        if (worker.state === 'redundant') failed(new Error('it was not installed'));
      });
    });
  });
  await close();
  await visitor.goto('#/practice?pack=everyday&seed=1');
  await visitor.reload();
  await expect(button(visitor, 'Next').or(button(visitor, 'Start'))).toBeVisible();
  await context.close();
  await rm(folder, { recursive: true });
});

test('what can’t be is said beside its field, and nothing is made', async ({ page }) => {
  await page.goto('#/trainer/publish');
  const colour = page.getByLabel('Color', { exact: true });
  await colour.fill('#ffee00');
  await expect(colour).toHaveAccessibleDescription(/too light to read on paper: its contrast is 1\.\d+ to 1.*#[0-9a-f]{6}/);
  await button(page, 'Make the copy').click();
  await expect(colour).toBeFocused();
  await axe(page);
  await colour.fill('#0d5358');
  const address = page.getByLabel('Address of your organization', { exact: true });
  await address.fill('http://example.org');
  await expect(address).toHaveAccessibleDescription(/It begins with https:/);
  await address.fill('');
  await page.locator('summary').filter({ hasText: / chosen$/ }).click();
  await button(page, 'Choose none').click();
  await button(page, 'Make the copy').click();
  await expect(page.getByRole('region', { name: 'No copy was made' })).toBeFocused();
  await expect(page.getByText('No pack is chosen. Choose at least one.')).toBeVisible();
});

test('it can be stopped, and a file that changed meanwhile stops it', async ({ page }) => {
  // An answer that does not come.
  await page.route('**/404.html', () => {});
  await page.goto('#/trainer/publish');
  await button(page, 'Make the copy').click();
  await button(page, 'Stop').click();
  await expect(page.getByText('You stopped it. Nothing was saved.')).toBeVisible();
  await page.unroute('**/404.html');
  await page.route('**/away.html', (route) => route.fulfill({ contentType: 'text/html', body: 'another' }));
  await button(page, 'Make the copy').click();
  await expect(page.getByText(/“away.html” is not as this site lists it/)).toBeVisible();
});

test.describe('a site without the list of its files', () => {
  test.use({ expectedProblem: /404/ });
  test('says that it can’t copy itself', async ({ page }) => {
    await page.route('**/files.json', (route) => route.fulfill({ status: 404 }));
    await page.goto('#/trainer/publish');
    await expect(page.getByText(/This site can’t copy itself/)).toBeVisible();
    await expect(button(page, 'Make the copy')).toHaveCount(0);
  });
});
