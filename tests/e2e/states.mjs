// Every route and every state of a page, for what has to hold on all of them.

import { expect } from './fixtures.mjs';
import { attempts, keep } from './past.mjs';
import {
  answerCompetency, button, chooseResponse, ended, feedback, group, open,
} from './play.mjs';

/** Each page that an address leads to, with the heading of level 1 that it has in English. */
export const ROUTES = {
  '#/': /./,
  '#/library': 'Library',
  '#/scenario/everyday/oranges': 'Will they take them?',
  '#/framework': 'The framework',
  '#/framework/VIII.1': /./,
  '#/framework/VIII': /./,
  '#/framework/voluntary': /./,
  '#/progress': 'Your progress starts with one moment',
  '#/diary': 'Diary',
  '#/diary?moment=everyday/oranges': 'Diary',
  '#/settings': 'Settings',
  '#/about': 'About Alongside',
  '#/result/1.A8Derb7vxgLVMYKKMcWGIao1xrA0LC7L2LCWUty1': 'A shared result',
  '#/result/nothing': 'This result can’t be read',
  '#/trainer': 'For trainers',
  '#/trainer/assign': 'Hand out a practice link',
  '#/trainer/group': 'Read a group’s results',
  '#/trainer/studio': 'Write your own moments',
  '#/trainer/studio/none': 'This pack is not on this device',
  '#/trainer/try': 'Try a pack',
  '#/trainer/publish': 'Put it online',
  '#/no/such/page': 'There is nothing at this address',
  '#/scenario/no-such-pack/one': 'This moment is not on this site',
};

/** Goes to each route and calls `look` when it is all there. */
export async function routes(page, look) {
  await page.goto('');
  for (const [route, name] of Object.entries(ROUTES)) {
    await page.goto(route);
    await expect(page.getByRole('heading', { level: 1, name }), route).toBeVisible();
    await expect(page.getByRole('main').getByRole('progressbar')).toHaveCount(0);
    await look(route);
  }
  await page.goto('#/settings');
  await button(page, 'Delete everything…').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('the dialog');
}

/** Goes through a session in each format and calls `look` at each of its states. */
export async function session(page, look) {
  await open(page, 'm=everyday/oranges&seed=1&sure=1&format=best');
  await look('note');
  await button(page, 'Start').click();
  await expect(button(page, 'Next')).toBeVisible();
  await look('first question');
  await button(page, 'Next').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await look('refusal');
  await answerCompetency(page, { at: 1, sure: 'Very' });
  await look('which fits');
  await chooseResponse(page);
  await group(page, 'How sure are you?').getByRole('radio').first().check();
  await button(page, 'Check answer').click();
  await expect(feedback(page)).toBeVisible();
  await look('feedback');
  await button(page, 'Continue').click();
  await expect(ended(page)).toBeVisible();
  await expect(page.getByRole('heading', { level: 3 }).first()).toBeVisible();
  await look('how it went');
  await page.getByText('Share this result', { exact: true }).click();
  const address = await page.getByRole('textbox', { name: 'The link', exact: true }).inputValue();
  await look('sharing it');
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1, name: 'A shared result' })).toBeVisible();
  await page.getByText('Hand this result on', { exact: true }).click();
  await look('a shared result');
  for (const format of ['best-worst', 'rate']) {
    await open(page, `m=everyday/mango&seed=1&format=${format}`);
    await answerCompetency(page);
    await look(format);
  }
  await page.goto('#/');
  await expect(page.getByRole('heading', { level: 1, name: 'Good to have you back' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('progressbar')).toHaveCount(0);
  await look('home later');
}

/** Progress, with a past that has something to say in each of its parts. */
export async function progress(page, look) {
  await page.goto('');
  await keep(page, attempts({ count: 60, every: 1 }));
  await page.goto('#/progress');
  await expect(page.getByRole('heading', { level: 1, name: 'Your progress' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Print' })).toBeVisible();
  await look('progress');
  await page.locator('.slip > summary').first().click();
  await expect(page.getByText('What to try instead').first()).toBeVisible();
  await look('an example of a slip');
  for (const fold of [
    'Where the days come from', 'By principle', 'Week by week as a table', 'All levels, as a picture and a table',
    'All counts, as a table with colors', 'The last four weeks, day by day',
  ]) {
    await page.getByText(fold, { exact: true }).click();
  }
  await look('all that is folded in progress');
}
