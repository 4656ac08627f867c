// Two tabs at once: neither costs the other what was set, answered or being read.

import { expect, test, watch } from './fixtures.mjs';
import {
  ONE, answerMoment, button, ended, group, heading, kept, link, open,
} from './play.mjs';

/** Another tab of the same browser. */
async function another(context, baseURL) {
  watch(context, baseURL);
  return context.newPage();
}

test('what one tab sets, the other keeps to, and does not undo', async ({ page, context, baseURL }) => {
  const other = await another(context, baseURL);
  const topic = (tab) => tab.getByRole('checkbox', { name: 'Suicide', exact: true });
  const dark = (tab) => tab.getByRole('radio', { name: 'Dark', exact: true });
  for (const tab of [page, other]) {
    await tab.goto('#/settings');
    await expect(topic(tab)).toBeVisible();
  }
  await topic(page).check();
  await expect(topic(page)).toBeFocused();
  await expect(topic(other)).toBeChecked();
  await dark(other).check();
  await expect(dark(page)).toBeChecked();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  for (const tab of [page, other]) {
    await tab.reload();
    await expect(topic(tab)).toBeChecked();
    await expect(dark(tab)).toBeChecked();
  }
});

test('a tab that never heard of it does not undo it either', async ({ page, context, baseURL }) => {
  const other = await another(context, baseURL);
  // As if the browser had put the tab to sleep.
  await other.addInitScript(() => addEventListener('storage', (event) => event.stopImmediatePropagation()));
  for (const tab of [page, other]) {
    await tab.goto('#/settings');
    await expect(tab.getByRole('checkbox', { name: 'Suicide', exact: true })).toBeVisible();
  }
  await page.getByRole('checkbox', { name: 'Suicide', exact: true }).check();
  await other.getByRole('radio', { name: 'Dark', exact: true }).check();
  await other.reload();
  await expect(other.getByRole('radio', { name: 'Dark', exact: true })).toBeChecked();
  await expect(other.getByRole('checkbox', { name: 'Suicide', exact: true })).toBeChecked();
});
