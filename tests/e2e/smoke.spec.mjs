import { axe, expect, test } from './fixtures.mjs';

test('the page starts, has its title, and axe finds nothing', async ({ page }) => {
  await page.goto('');
  await expect(page).toHaveTitle(/Alongside/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await axe(page);
});

test('the start page’s files are asked for ahead of the program, each once', async ({ page }) => {
  const asked = [];
  page.on('request', (request) => {
    const file = request.url().split('/').at(-1);
    if (/^(part|alongside)-.*wasm$/.test(file)) asked.push(file);
  });
  await page.goto('#/');
  await expect(page.getByRole('link', { name: 'Practise now' })).toBeVisible();
  const parts = asked.filter((file) => file.startsWith('part-')).sort();
  const ahead = await page
    .locator('link[rel=preload][href*="/part-"]')
    .evaluateAll((links) => links.map((link) => link.href.split('/').at(-1)).sort());
  expect(ahead.length).toBeGreaterThan(1);
  expect(parts).toEqual(ahead);
});

test('a practice link waits for no file of the start page', async ({ page }) => {
  await page.goto('#/practice?pack=everyday&n=2&seed=1');
  await expect(page.getByRole('button', { name: 'Next' })).toBeVisible();
  await expect(page.locator('link[rel=preload][href*="/part-"]')).toHaveCount(0);
});
