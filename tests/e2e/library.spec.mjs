// The library: searched by what moments are about, and listed a part at a time.

import { expect, test } from './fixtures.mjs';
import { button, link, siteFile } from './play.mjs';

const all = siteFile('scenarios/index.json').packs.flatMap((pack) => pack.scenarios);
const listed = (page) => page.getByRole('main').getByRole('list').getByRole('link');
const found = (page) => page.getByRole('main').getByRole('status').filter({ hasText: / of / });

test('a part is listed at first, and more when it is wanted', async ({ page }) => {
  await page.goto('#/library');
  await expect(listed(page)).toHaveCount(30);
  await button(page, 'Show more').click();
  await expect(listed(page)).toHaveCount(60);
  await expect(listed(page).nth(30)).toBeFocused();
  // Another search begins at its beginning.
  await page.getByRole('combobox', { name: 'Length' }).selectOption('One moment');
  await expect(listed(page)).toHaveCount(30);
});

test('a search finds topics, packs and what is asked for, and all of its words', async ({ page }) => {
  await page.goto('#/library');
  const search = page.getByRole('searchbox', { name: 'Search titles, packs and topics' });
  const suicide = all.filter(({ topics }) => topics?.includes('suicide')).length;
  await search.fill('suicide');
  await expect(found(page)).toHaveText(`${suicide} of ${all.length}`);
  await search.fill('everyday biscuit SUICIDE');
  await expect(listed(page)).toHaveCount(1);
  await expect(listed(page)).toContainText('Biscuit');
  // From a word's beginning, and not from its middle.
  await search.fill('iscuit');
  await expect(listed(page)).toHaveCount(0);
  await search.fill('xyzzy');
  await expect(page.getByText('No moment fits “xyzzy”.')).toBeVisible();
  await button(page, 'Clear the filters').click();
  await expect(search).toBeFocused();
  await expect(found(page)).toHaveText(`${all.length} of ${all.length}`);
});

test('the diary is found from everywhere', async ({ page }) => {
  await page.goto('#/library');
  await link(page, 'Diary').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Diary' })).toBeVisible();
});
