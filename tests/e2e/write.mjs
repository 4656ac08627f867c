// What the tests of the studio share: writing, as a person would, by the names of the fields.

import { expect } from './fixtures.mjs';
import { button, COMPETENCY, group, heading } from './play.mjs';

export const STUDIO = 'Write your own moments';
export const saved = (page) => page.getByText('Saved on this device.', { exact: true });
export const main = (page) => page.getByRole('main');

export async function studio(page) {
  await page.goto('#/trainer/studio');
  await expect(heading(page, STUDIO)).toBeVisible();
}

export async function newPack(page, title) {
  await studio(page);
  await button(page, 'Begin a new pack').click();
  await page.getByLabel('Title of the pack').fill(title);
  await page.getByLabel('Title of the pack').press('Tab');
  await expect(saved(page)).toBeVisible();
}

/** Unfolds what has that name, unless it is. */
export async function unfold(page, name) {
  const fold = page.locator('details', { has: page.locator('summary').filter({ hasText: name }) }).first();
  if (!(await fold.evaluate((one) => one.open))) await fold.locator('summary').first().click();
}

/** Opens a copy of a pack of the site. */
export async function copyOf(page, title) {
  await studio(page);
  await page.getByLabel('Pack', { exact: true }).selectOption({ label: title });
  await button(page, 'Open a copy').click();
  await expect(heading(page, `${title} (copy)`)).toBeVisible();
}

export const draft = (page) => page.url().split('/studio/')[1].split('/')[0];

/** Goes to a moment of the open draft, by its place. */
export async function moment(page, n) {
  await page.goto(`#/trainer/studio/${draft(page)}/${n}`);
  await expect(page.getByLabel('Title', { exact: true })).toBeVisible();
}

const STORY = 'You sit in the day room with the radio on low. Ruth comes in with her coat over her arm. '
  + 'She has been told that she can go home on Friday, and she has said nothing since. She puts the coat '
  + 'on the chair next to yours and smooths its sleeves. Outside somebody laughs, and she looks at the '
  + 'door and then at you. Her bag is not packed yet.';

/** Fills in a moment wholly, as a person would: from top to bottom. */
export async function write(page, n, competencies = ['I.2', 'II.1', 'VI.2']) {
  await page.getByLabel('Title', { exact: true }).fill(`The coat ${n}`);
  await page.getByLabel('Where and when').fill('ward, morning');
  const story = group(page, 'What happens');
  await story.getByLabel('Words', { exact: true }).fill(`${STORY} It is day ${n}.`);
  const options = group(page, COMPETENCY);
  for (const [at, id] of competencies.entries()) {
    const option = options.getByRole('group', { name: `Competency ${at + 1}`, exact: true });
    await option.getByLabel('Competency', { exact: true }).selectOption(id);
    await option.getByLabel('Why?').fill(`Because of the coat, and of day ${n}, reason ${at}.`);
  }
  const responses = group(page, 'Which response fits?');
  const texts = [
    ['Friday. What is that like for you just now?', 'Fits well'],
    ['You must be so glad to be going home at last, are you not?', 'Misses'],
    ['I can pack that bag for you right now if you would like me to do it.', 'Would do harm'],
  ];
  // A story begins with two responses.
  const count = await responses.getByRole('group', { name: /^Response \d$/ }).count();
  for (const [at, [text, fit]] of texts.slice(0, count).entries()) {
    const response = responses.getByRole('group', { name: `Response ${at + 1}`, exact: true });
    await response.getByLabel('What you say or do').fill(`${text} (${n})`);
    await response.getByRole('radio', { name: fit }).check();
    await response.getByLabel('Why?').fill(`She hears something of it, ${at} on day ${n}.`);
  }
}
