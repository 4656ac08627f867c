// The page that is one file, opened from a disk as by a double click.

import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { axe, expect, test as base } from './fixtures.mjs';
import { ONE, TWO, answerMoment, answerMoments, button, ended, firstLine, heading, kept, practiseNow } from './play.mjs';

const built = resolve(process.env.SINGLE ?? new URL('../../dist-single/alongside.html', import.meta.url).pathname);

const test = base.extend({
  // In a folder of its own, with nothing beside it, and with a name that an address has to spell out.
  file: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'alongside single é#-'));
    await cp(built, join(folder, 'alongside.html'));
    await use(pathToFileURL(join(folder, 'alongside.html')).href);
    await rm(folder, { recursive: true });
  },
});

/** Opens a result to be handed on, and gives its bare code. */
async function codeOf(page) {
  await page.getByText('Share this result', { exact: true }).click();
  return page.getByRole('textbox', { name: 'The code', exact: true }).inputValue();
}

const asked = (page) => {
  const addresses = [];
  page.on('request', (request) => addresses.push(request.url()));
  return addresses;
};

test('practise to the end, and the code is read by the site', async ({ page, file, baseURL }) => {
  const requests = asked(page);
  await page.goto(file);
  await expect(practiseNow(page)).toBeVisible();
  await page.goto(`${file}#/practice?${TWO}`);
  await answerMoments(page, 2);
  await expect(ended(page)).toBeVisible();
  const code = await codeOf(page);
  expect(code).toMatch(/^1\.[\w-]+$/);
  // The page, its icon and itself again: nothing else was asked for.
  expect(requests.filter((address) => !address.startsWith('data:') && address.split('#')[0] !== file)).toEqual([]);
  await expect(page.getByRole('img', { name: /QR/ })).toHaveCount(0);
  await expect(page.getByText('there is no link to it')).toBeVisible();
  await axe(page);

  await page.goto(`${baseURL}#/trainer/group`);
  await page.getByLabel('Paste result links').fill(`A result, from a stick: ${code}`);
  await button(page, 'Read results').click();
  await expect(page.getByRole('heading', { level: 2, name: /^Report on/ })).toBeVisible();
});

test('what was practised is there when the file is opened again', async ({ page, file }) => {
  await page.goto(file);
  await page.goto(`${file}#/practice?${ONE}`);
  await answerMoment(page);
  await page.goto('about:blank');
  await page.goto(file);
  await expect(page.getByRole('link', { name: /^Continue where I left off/ }).first()).toBeVisible();
  expect(Object.keys(await kept(page)).some((key) => key.startsWith('session/'))).toBe(true);
});

test('leaving quickly shows the neutral page, and nothing brings the moment back', async ({ page, file }) => {
  const showsNothing = async () => {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText(firstLine('back-step'))).toHaveCount(0);
  };
  await page.goto(file);
  await expect(practiseNow(page)).toBeVisible();
  await page.goto(`${file}#/practice?${ONE}`);
  await answerMoment(page);
  await button(page, 'Leave quickly').click();
  await expect(page).toHaveTitle('Notes');
  await expect(heading(page, 'Notes')).toBeVisible();
  await expect(page.getByText('Alongside')).toHaveCount(0);
  await showsNothing();
  await page.reload();
  await expect(page).toHaveTitle('Notes');
  await page.goBack();
  await showsNothing();
  await expect(practiseNow(page)).toBeVisible();
  await page.goForward();
  await expect(page).toHaveTitle('Notes');
});

test('its other pages are there, and say what a file cannot do', async ({ page, file }) => {
  for (const [address, name] of [
    ['#/library', 'Library'],
    ['#/scenario/everyday/mango', 'Mango'],
    ['#/framework', 'The framework'],
    ['#/framework/VIII.1', /./],
    ['#/progress', /./],
    ['#/diary', 'Diary'],
    ['#/settings', 'Settings'],
    ['#/about', 'About Alongside'],
    ['#/trainer/group', 'Read a group’s results'],
  ]) {
    await page.goto(`${file}${address}`);
    await expect(page.getByRole('heading', { level: 1, name }), address).toBeVisible();
    await expect(page.getByRole('main').getByRole('progressbar')).toHaveCount(0);
  }
  await page.goto(`${file}#/trainer/assign`);
  await expect(page.getByText('It has no link that you could hand out.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'The link' })).toHaveCount(0);
});

test('a code is opened in the file as well', async ({ page, file }) => {
  await page.goto(`${file}#/result/1.A8Derb7vxgLVMYKKMcWGIao1xrA0LC7L2LCWUty1`);
  await expect(heading(page, 'A shared result')).toBeVisible();
});

test('where the browser keeps nothing for a file, it says so', async ({ page, file }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });
    }
  });
  await page.goto(`${file}#/practice?${ONE}`);
  await expect(page.getByRole('status').filter({ hasText: 'This browser does not let us save.' })).toBeVisible();
  await answerMoment(page);
});

test('its policy allows one script and one style, by their hashes, and no connection', async ({ page, file }) => {
  await page.goto(file);
  const html = readFileSync(built, 'utf8');
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html);
  const parts = Object.fromEntries(policy.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1).join(' ')]));
  expect(Object.keys(parts)).toEqual(['default-src', 'script-src', 'style-src', 'img-src', 'base-uri', 'form-action']);
  expect(parts['default-src']).toBe("'none'");
  expect(parts['script-src']).toMatch(/^'sha256-[\w+/]{43}=' 'wasm-unsafe-eval'$/);
  expect(parts['style-src']).toMatch(/^'sha256-[\w+/]{43}='$/);
  expect(parts['img-src']).toBe('data:');
  expect(html).not.toMatch(/https?:\/\/[^"'\s]*\.(js|css|wasm|json)/);
});

test('served by a host, the same file has an address to hand on', async ({ page, baseURL }) => {
  const address = new URL('alongside.html', baseURL).href;
  await page.route(address, (route) => route.fulfill({ path: built, contentType: 'text/html' }));
  await page.goto(address);
  await page.goto(`${address}#/practice?${ONE}`);
  await answerMoment(page);
  await button(page, 'Continue').click();
  await expect(ended(page)).toBeVisible();
  await page.getByText('Share this result', { exact: true }).click();
  const shared = await page.getByRole('textbox', { name: 'The link', exact: true }).inputValue();
  expect(shared).toContain(`${address}#/result/1.`);
});
