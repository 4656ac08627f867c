// Without a network, and from one version of the site to the next.
//
// Each test has a copy of the site on a server of its own, in a subfolder, which it can take away,
// bring back and put a new version on.

import { cp, mkdtemp, readFile, readdir, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { deploy, listing } from '../../tools/deploy.mjs';
import { serve } from '../../tools/serve.mjs';
import { axe, expect, test as base } from './fixtures.mjs';
import { ONE, TWO, answerMoment, answerMoments, button, ended, heading, open, practiseNow } from './play.mjs';

const PREFIX = '/some/sub/folder/';
const dist = resolve(process.env.DIST ?? new URL('../../dist', import.meta.url).pathname);

const NEW = 'There is a new version of this site.';
// It stands in a fold of home, so it is there or not, and not seen.
const NEW_TITLE = 'Everyday moments, anew';

const test = base.extend({
  site: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'alongside-offline-'));
    await cp(dist, folder, { recursive: true });
    let server = await serve({ dir: folder, prefix: PREFIX });
    const port = Number(new URL(server.url).port);
    const at = (path) => join(folder, path);
    const edit = async (path, from, to) => {
      const text = await readFile(at(path), 'utf8');
      expect(text).toContain(from);
      await writeFile(at(path), text.replaceAll(from, to));
    };
    await use({
      url: server.url,
      folder,
      at,
      edit,
      down: () => server.close(),
      up: async () => {
        server = await serve({ dir: folder, prefix: PREFIX, port });
      },
      /** A new version: another title of a pack, and a program whose library is in another file. */
      update: async () => {
        await edit('scenarios/index.json', '"title":"Everyday moments"', `"title":"${NEW_TITLE}"`);
        const names = await readdir(folder);
        const part = names.find((name) => /^part-look-.*\.wasm$/.test(name));
        const script = names.find((name) => /^alongside-.*\.js$/.test(name));
        await edit(script, part, 'part-look-000000000000.wasm');
        await rename(at(part), at('part-look-000000000000.wasm'));
        await edit('index.html', script, 'alongside-000000000000.js');
        await rename(at(script), at('alongside-000000000000.js'));
        await deploy(folder);
        return part;
      },
    });
    await server.close();
    await rm(folder, { recursive: true });
  },
  baseURL: async ({ site }, use) => use(site.url),
});

test.use({ serviceWorkers: 'allow' });

const inPage = (page, ask, given) => page.evaluate(ask, given);
const cacheNames = (page) => inPage(page, () => caches.keys());
const registrations = (page) => inPage(page, async () => (await navigator.serviceWorker.getRegistrations()).length);
/** Has the browser look for a new version, and waits until it is installed or given up. */
const lookForNew = (page) =>
  inPage(page, async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update().catch(() => {});
    const { installing } = registration;
    if (!installing) return;
    await new Promise((over) => installing.addEventListener('statechange', over, { once: true }));
  });
const isWaiting = (page) => inPage(page, async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting));

/** Opens the site and waits until the copy of it is complete. */
async function installed(page) {
  await page.goto('');
  await expect(practiseNow(page)).toBeVisible();
  await inPage(page, () => navigator.serviceWorker.ready);
  await expect.poll(() => inPage(page, () => Boolean(navigator.serviceWorker.controller))).toBe(true);
}

const newVersion = (page) => page.getByRole('status').filter({ hasText: NEW });

/** Goes away from home and comes back. */
async function homeAgain(page) {
  await page.goto('#/about');
  await expect(heading(page, 'About Alongside')).toBeVisible();
  await page.goto('#/');
  await expect(practiseNow(page)).toBeVisible();
}

async function library(page) {
  await page.goto('#/library');
  await expect(heading(page, 'Library')).toBeVisible();
}

test('opened once, everything works without the server', async ({ page, site }) => {
  await installed(page);
  await site.down();
  // In the page that is open …
  await library(page);
  // … and in one that is opened now.
  await page.reload();
  await expect(heading(page, 'Library')).toBeVisible();
  for (const [address, name] of [
    ['#/diary', 'Diary'],
    ['#/framework', 'The framework'],
    ['#/trainer/assign', 'Hand out a practice link'],
    ['#/trainer/group', 'Read a group’s results'],
    ['#/settings', 'Settings'],
    ['#/scenario/long-nights/nothing', /not on this site/],
  ]) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1, name }), address).toBeVisible();
  }
  await open(page, TWO);
  await answerMoments(page, 2);
  await expect(ended(page)).toBeVisible();
  await page.goto('?from=a-mail#/');
  await expect(page.getByRole('heading', { level: 1, name: 'Good to have you back' })).toBeVisible();
  await open(page, ONE);
  await button(page, 'Leave quickly').or(button(page, 'See result')).first().waitFor();
  await page.goto('#/practice?pack=everyday&n=1');
  await button(page, 'Leave quickly').click();
  await page.waitForURL(/away\.html$/);
  await expect(page).toHaveTitle('Notes');
});

test('each file of a version is named, with its hash, and files.json names them all', async ({ site }) => {
  const files = JSON.parse(await readFile(site.at('files.json'), 'utf8'));
  expect(files).toEqual(await listing(site.folder));
  const names = files.map(({ path }) => path);
  for (const name of ['.htaccess', '.nojekyll', '404.html', '_headers', 'sw-off.js', 'sw.js', 'web.config']) {
    expect(names).toContain(name);
  }
  const [line] = (await readFile(site.at('sw.js'), 'utf8')).split('\n', 1);
  const { version, files: needed } = JSON.parse(/^const SITE = (.*);$/.exec(line)[1]);
  expect(version).toMatch(/^[0-9a-f]{16}$/);
  const left = names.filter((name) => !Object.keys(needed).some((address) => address.split('?')[0] === name));
  const past = /^scenarios\/packs\/past\//;
  expect(left.filter((name) => !past.test(name))).toEqual([
    '.htaccess', '.nojekyll', '404.html', '_headers', 'locales/en.json', 'scenarios/README.md', 'scenarios/REVIEW.md',
    'scenarios/schema.json', 'sw-off.js', 'sw.js', 'web.config',
  ]);
});

test('a new version waits: an open page keeps its own files, and is told when nothing is disturbed', async ({ page, site }) => {
  await installed(page);
  await open(page, TWO);
  await answerMoment(page);
  const gone = await site.update();
  await lookForNew(page);
  await expect.poll(() => isWaiting(page)).toBe(true);
  // In the middle of a session, nothing.
  await button(page, 'Continue').click();
  await answerMoment(page);
  await expect(newVersion(page)).toHaveCount(0);
  // The host has this part no more.
  await expect(stat(site.at(gone))).rejects.toThrow();
  await library(page);
  await page.goBack();
  await expect(newVersion(page)).toHaveCount(0);
  await button(page, 'Continue').click();
  await expect(ended(page)).toBeVisible();
  await expect(newVersion(page)).toBeVisible();
  await page.goto('#/');
  await expect(newVersion(page)).toBeVisible();
  await expect(page.getByText(NEW_TITLE)).toHaveCount(0);
  await button(page, 'Reload').click();
  await expect(page.getByText(NEW_TITLE).first()).toBeAttached();
  await expect(newVersion(page)).toHaveCount(0);
  expect(await cacheNames(page)).toHaveLength(1);
  // And the new one is complete.
  await site.down();
  await page.reload();
  await expect(page.getByText(NEW_TITLE).first()).toBeAttached();
  await library(page);
});

test('a reload by the person takes the new version, wherever they are', async ({ page, site }) => {
  await installed(page);
  await open(page, ONE);
  await site.update();
  await lookForNew(page);
  await expect.poll(() => isWaiting(page)).toBe(true);
  await page.reload();
  await expect(button(page, 'Next')).toBeVisible();
  expect(await isWaiting(page)).toBe(false);
  await page.goto('#/');
  await expect(page.getByText(NEW_TITLE).first()).toBeAttached();
});

test('with two pages open none gets files of another version', async ({ page, context, site }) => {
  await installed(page);
  const other = await context.newPage();
  await other.goto(site.url);
  await expect(practiseNow(other)).toBeVisible();
  await open(other, ONE);
  await site.update();
  await lookForNew(page);
  await expect.poll(() => isWaiting(page)).toBe(true);
  await expect(newVersion(page)).toBeVisible();
  await button(page, 'Reload').click();
  await expect(page.getByRole('status').filter({ hasText: 'close that one first' })).toBeVisible();
  await page.reload();
  await expect(practiseNow(page)).toBeVisible();
  await expect(page.getByText(NEW_TITLE)).toHaveCount(0);
  await answerMoment(other);
  await library(other);
  await other.close();
  await homeAgain(page);
  await button(page, 'Reload').click();
  await expect(page.getByText(NEW_TITLE).first()).toBeAttached();
});

test('an update that is not all there is not taken, and is taken up later', async ({ page, site }) => {
  await installed(page);
  const before = await cacheNames(page);
  await site.update();
  // The upload is not over: one file is cut.
  const whole = await readFile(site.at('scenarios/index.json'));
  await truncate(site.at('scenarios/index.json'), 1000);
  await lookForNew(page);
  expect(await isWaiting(page)).toBe(false);
  await site.down();
  await page.reload();
  await expect(practiseNow(page)).toBeVisible();
  await expect(page.getByText(NEW_TITLE)).toHaveCount(0);
  await library(page);
  expect(await cacheNames(page)).toEqual(expect.arrayContaining(before));
  await site.up();
  await writeFile(site.at('scenarios/index.json'), whole);
  await lookForNew(page);
  await expect.poll(() => isWaiting(page)).toBe(true);
  await page.reload();
  await page.goto('#/');
  await expect(page.getByText(NEW_TITLE).first()).toBeAttached();
});

test('where the browser cleared the copy the network answers, and the copy is made again', async ({ page, site }) => {
  await installed(page);
  await inPage(page, async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await page.reload();
  await expect(practiseNow(page)).toBeVisible();
  const [{ files }, count] = [await siteData(site), () => inPage(page, countKept)];
  await expect.poll(count).toBe(Object.keys(files).length);
  await site.down();
  await page.reload();
  await library(page);
});

async function siteData(site) {
  const [line] = (await readFile(site.at('sw.js'), 'utf8')).split('\n', 1);
  return JSON.parse(/^const SITE = (.*);$/.exec(line)[1]);
}

async function countKept() {
  let count = 0;
  for (const name of await caches.keys()) count += (await (await caches.open(name)).keys()).length;
  return count;
}

test('a past edition is kept once it was asked for', async ({ page, site }) => {
  const edition = '0123456789abcdef';
  const text = await readFile(site.at('scenarios/packs/everyday.json'), 'utf8');
  await writeFile(site.at(`scenarios/packs/past/everyday.${edition}.json`), text.replace('"Everyday moments"', '"Everyday, before"'));
  await site.edit(
    'scenarios/index.json',
    '"file":"packs/everyday.json",',
    `"file":"packs/everyday.json","past":[{"edition":"${edition}","file":"packs/past/everyday.${edition}.json"}],`,
  );
  await deploy(site.folder);
  expect(Object.keys((await siteData(site)).past)).toEqual([`scenarios/packs/past/everyday.${edition}.json?v=${edition}`]);
  await installed(page);
  const link = `pack=everyday&ed=0123&n=1&seed=1`;
  await open(page, link);
  await site.down();
  await page.goto('#/');
  await page.reload();
  await page.getByRole('link', { name: 'Continue where I left off' }).first().click();
  await expect(button(page, 'Start').or(button(page, 'Next'))).toBeVisible();
});

test('the switch turns it off: the copy goes, and the page works on', async ({ page, site }) => {
  await installed(page);
  await cp(site.at('sw-off.js'), site.at('sw.js'));
  await lookForNew(page);
  await expect.poll(() => registrations(page)).toBe(0);
  await expect.poll(() => cacheNames(page)).toEqual([]);
  await library(page);
});

test('an empty worker does no harm, and no page is loaded again and again', async ({ page, site }) => {
  await installed(page);
  await writeFile(site.at('sw.js'), '');
  await lookForNew(page);
  await expect.poll(() => isWaiting(page)).toBe(true);
  await page.reload();
  await expect(practiseNow(page)).toBeVisible();
  await page.reload();
  await expect(practiseNow(page)).toBeVisible();
  await library(page);
});

test('caches of others on the host are left alone', async ({ page, site }) => {
  await page.goto('');
  const others = ['of somebody else', 'alongside /some/sub/ 0123456789abcdef', 'alongside /some/sub/folder/inside/ 0'];
  await inPage(page, async (names) => { for (const name of names) await caches.open(name); }, others);
  await installed(page);
  await site.update();
  await lookForNew(page);
  await expect.poll(() => isWaiting(page)).toBe(true);
  await page.reload();
  await expect(page.getByText(NEW_TITLE).first()).toBeAttached();
  expect(await cacheNames(page)).toEqual(expect.arrayContaining(others));
  await page.goto('#/settings');
  await page.getByRole('checkbox', { name: /^Keep nothing on this device/ }).check();
  await expect.poll(() => cacheNames(page)).toHaveLength(others.length);
});

test('whoever wants nothing kept has no copy; whoever changes their mind gets one', async ({ page }) => {
  await installed(page);
  await page.goto('#/settings');
  const nothing = page.getByRole('checkbox', { name: /^Keep nothing on this device/ });
  await nothing.check();
  await expect.poll(() => cacheNames(page)).toEqual([]);
  await expect.poll(() => registrations(page)).toBe(0);
  await page.reload();
  await expect(heading(page, 'Settings')).toBeVisible();
  await page.goto('#/');
  await expect(practiseNow(page)).toBeVisible();
  expect(await registrations(page)).toBe(0);
  expect(await cacheNames(page)).toEqual([]);
  await page.goto('#/settings');
  await nothing.uncheck();
  await inPage(page, () => navigator.serviceWorker.ready);
  expect(await cacheNames(page)).toHaveLength(1);
});

test('in a frame there is no copy', async ({ page, site }) => {
  await writeFile(site.at('frame.html'), '<!DOCTYPE html><link rel="icon" href="data:,"><title>A page of somebody else</title><iframe src="./" width="800" height="600"></iframe>');
  await page.goto('frame.html');
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('link', { name: /^Practise now\b/ })).toBeVisible();
  await frame.getByRole('link', { name: 'Library' }).first().click();
  await expect(frame.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible();
  expect(await registrations(page)).toBe(0);
});

test('where storage is blocked there is no copy', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } });
  });
  await page.goto('');
  await expect(practiseNow(page)).toBeVisible();
  await library(page);
  expect(await registrations(page)).toBe(0);
});

test('the browser would install the site as an app', async ({ page, context }) => {
  await installed(page);
  const devtools = await context.newCDPSession(page);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // A context of a test counts as incognito, where nothing can be installed.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  const { data, errors } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  for (const { src, sizes, type } of JSON.parse(data).icons) {
    const [width, height, kind] = await inPage(page, async (address) => {
      const image = await createImageBitmap(await (await fetch(address)).blob());
      return [image.width, image.height, (await fetch(address)).headers.get('content-type')];
    }, src);
    expect(`${width}x${height} ${kind}`).toBe(`${sizes} ${type}`);
  }
});

test('a host that changes its scenarios in place is not held to an old copy', async ({ page, site }) => {
  await installed(page);
  await site.edit('scenarios/index.json', '"title":"Everyday moments"', `"title":"${NEW_TITLE}"`);
  await page.reload();
  await expect.poll(() => registrations(page)).toBe(0);
  expect(await cacheNames(page)).toEqual([]);
  await page.reload();
  await expect(page.getByText(NEW_TITLE).first()).toBeAttached();
});

test('the page for what is not there leads to the start, and looks like the site', async ({ page }) => {
  await page.goto('404.html');
  await expect(heading(page, 'There is nothing at this address')).toBeVisible();
  await axe(page);
  await expect(page.locator('body')).not.toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
  await page.getByRole('link', { name: 'Go to the start' }).click();
  await expect(practiseNow(page)).toBeVisible();
});
