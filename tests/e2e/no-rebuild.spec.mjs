// A trainer's own pack: put beside the others, named in the index, and practised.

import { expect, test } from './fixtures.mjs';
import { answerMoments, ended, everyday, heading, scenario, siteFile } from './play.mjs';

const mine = {
  ...everyday,
  id: 'our-own',
  title: 'Our own moments',
  about: 'Written here.',
  scenarios: [{ ...scenario('back-step'), id: 'our-step', title: 'Our own step' }],
};

test('a new pack is practised without building the site anew', async ({ page }) => {
  const index = siteFile('scenarios/index.json');
  const [entry] = index.packs[0].scenarios;
  index.packs.push({
    ...index.packs[0],
    id: mine.id,
    title: mine.title,
    about: mine.about,
    edition: '0123456789abcdef',
    file: 'packs/our-own.json',
    scenarios: [{ ...entry, id: 'our-step', title: 'Our own step' }],
  });
  await page.route('**/scenarios/index.json*', (route) => route.fulfill({ json: index }));
  await page.route('**/scenarios/packs/our-own.json*', (route) => route.fulfill({ json: mine }));
  await page.goto('#/library');
  await page.getByRole('searchbox').fill('our own step');
  await expect(page.getByRole('link', { name: /Our own step/ })).toBeVisible();
  await page.goto('#/');
  await page.getByText('By pack', { exact: true }).click();
  await page.getByRole('link', { name: /Our own moments/ }).click();
  await expect(heading(page, 'Our own step')).toBeVisible();
  await answerMoments(page, 1);
  await expect(ended(page)).toBeVisible();
  await expect(page.getByRole('heading', { level: 3, name: 'Our own step' })).toBeVisible();
});
