import { axe, expect, test } from './fixtures.mjs';

test('the page starts, has its title, and axe finds nothing', async ({ page }) => {
  await page.goto('');
  await expect(page).toHaveTitle(/Alongside/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await axe(page);
});
