// What the tests of practising share: the site's own content, and the steps of a
// session, each by the role and the name that a person would go by.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from './fixtures.mjs';

const dist = process.env.DIST ?? new URL('../../dist', import.meta.url).pathname;

/** A JSON file of the site under test. */
export const siteFile = (path) => JSON.parse(readFileSync(resolve(dist, path), 'utf8'));

export const everyday = siteFile('scenarios/packs/everyday.json');
export const scenario = (id) => everyday.scenarios.find((one) => one.id === id);

/** Two moments without a content note, in this order, so that a test knows what comes. */
export const TWO = 'm=everyday/back-step,everyday/mango&seed=1';
/** One of them. */
export const ONE = 'm=everyday/back-step&seed=1';
/** One with a content note. */
export const NOTED = 'everyday/oranges';

export const FORMATS = ['best', 'best-worst', 'rate'];

export const COMPETENCY = 'Which competency does this moment call for most?';
export const FITS = ['Fits well', 'Fits partly', 'Misses', 'Would do harm'];

export const button = (page, name) => page.getByRole('button', { name, exact: true });
export const link = (page, name) => page.getByRole('link', { name, exact: true });
export const group = (page, name) => page.getByRole('group', { name, exact: true });
export const heading = (page, name) => page.getByRole('heading', { level: 1, name, exact: true });
export const feedback = (page) => page.getByRole('region', { name: 'Feedback', exact: true });
/** The way in on the home page; how much it is may be part of its name. */
export const practiseNow = (page) => page.getByRole('link', { name: /^Practise now\b/ });
export const ended = (page) => heading(page, 'How it went');

/** Opens a practice link as if it had been followed from outside. */
export async function open(page, query) {
  await page.goto(`#/practice?${query}`);
  await expect(button(page, 'Start').or(button(page, 'Next'))).toBeVisible();
}

/** Past the content note, if the moment has one. */
export async function pastNote(page) {
  const start = button(page, 'Start');
  await expect(start.or(button(page, 'Next'))).toBeVisible();
  if (await start.isVisible()) await start.click();
}

export async function sayHowSure(page, how = 'Fairly') {
  await group(page, 'How sure are you?').getByRole('radio', { name: how, exact: true }).check();
}

export async function answerCompetency(page, { at = 0, sure } = {}) {
  await group(page, COMPETENCY).getByRole('radio').nth(at).check();
  if (sure) await sayHowSure(page, sure);
  await button(page, 'Next').click();
  await expect(group(page, COMPETENCY)).toHaveCount(0);
}

/** Chooses in the response question, and does not send it. */
export async function chooseResponse(page, format = 'best', at = 0) {
  if (format === 'best') {
    await group(page, 'Which response fits?').getByRole('radio').nth(at).check();
  } else if (format === 'best-worst') {
    await group(page, 'Which fits best?').getByRole('radio').nth(at).check();
    await group(page, 'Which fits worst?').getByRole('radio').nth(at + 1).check();
  } else {
    const ratings = group(page, 'How well does each response fit?').getByRole('radiogroup');
    await expect(ratings.first()).toBeVisible();
    for (const rating of await ratings.all()) {
      await rating.getByRole('radio', { name: 'Misses', exact: true }).check();
    }
  }
}

/** Answers the moment at hand, from its note or first question to its feedback. */
export async function answerMoment(page, { format = 'best', at = 0, sure } = {}) {
  await pastNote(page);
  await answerCompetency(page, { at, sure });
  await chooseResponse(page, format, at);
  if (sure) await sayHowSure(page, sure);
  await button(page, 'Check answer').click();
  await expect(feedback(page)).toBeVisible();
}

/** Answers `count` moments and goes on after each. */
export async function answerMoments(page, count, options) {
  for (let n = 1; n <= count; n += 1) {
    await expect(page.getByText(new RegExp(`^Moment ${n} of `)).first()).toBeVisible();
    await answerMoment(page, options);
    await button(page, 'Continue').click();
  }
}

/** What the site keeps in this browser: the keys without the site's prefix, and their texts. */
export async function kept(page) {
  const entries = await page.evaluate(() => Object.entries(localStorage));
  return Object.fromEntries(entries.map(([key, text]) => [key.replace(/^alongside\/1\/[0-9a-f]{8}\//, ''), text]));
}

/** The keys of one kind that are kept: `session/`, `attempt/`, `damaged/`. */
export async function keptKeys(page, beginning) {
  return Object.keys(await kept(page)).filter((key) => key.startsWith(beginning));
}

/** Changes the kept text of one kind in place. */
export async function spoil(page, beginning, from, to) {
  await page.evaluate(
    ([kind, before, after]) => {
      const key = Object.keys(localStorage).find((one) => one.includes(`/${kind}`));
      const text = localStorage.getItem(key);
      if (!text.includes(before)) throw new Error(`no ${before} in ${text}`);
      localStorage.setItem(key, text.replace(before, after));
    },
    [beginning, from, to],
  );
}

/** The first line of a scenario's story, by which it is told from others. */
export const firstLine = (id) => {
  const [block] = scenario(id).steps[0].story;
  return block.says ?? block.text;
};
