// All words of the interface come from its locale files: laid over by a made-up
// language, nothing of the interface may stay English. And right to left works.

import { expect, test } from './fixtures.mjs';
import { siteFile } from './play.mjs';
import { ROUTES } from './states.mjs';

const english = siteFile('locales/en.json');

/** Accented, a third longer, and marked at both ends; what is in braces stays, and addresses between bars. */
function pseudo(text) {
  if (text.includes('|')) {
    const parts = text.split('|').map((part, at) => (at % 2 ? part.replace(/ .*/, (name) => ` ${pseudo(name.trim())}`) : pseudo(part)));
    return parts.join('|');
  }
  const accents = { a: 'á', e: 'ë', i: 'ï', o: 'ö', u: 'ü', n: 'ñ', c: 'ç', A: 'Á', E: 'Ë', O: 'Ö', S: 'Š' };
  const parts = text.split(/(\{\w+\})/);
  const accented = parts.map((part) => (part.startsWith('{') ? part : part.replace(/\w/g, (one) => accents[one] ?? one)));
  return `⟦${accented.join('')}${'~'.repeat(Math.ceil(text.length / 3))}⟧`;
}

const locale = Object.fromEntries(
  Object.entries(english).map(([key, value]) => [
    key,
    typeof value === 'string'
      ? pseudo(value)
      : Object.fromEntries(Object.entries(value).map(([form, text]) => [form, pseudo(text)])),
  ]),
);

/** Every text of the site's content: packs, frameworks and their guides. */
const content = new Set(['English', 'Pseudo']);
function collect(value) {
  if (typeof value === 'string') content.add(value.trim());
  else if (value && typeof value === 'object') Object.values(value).forEach(collect);
}
const index = siteFile('scenarios/index.json');
collect(index);
for (const { file } of index.packs) collect(siteFile(`scenarios/${file}`));
for (const { file, guide } of index.frameworks) [file, guide].forEach((path) => collect(siteFile(`scenarios/${path}`)));

const DAY = /^(?:[A-Z]\w+day, [A-Z]\w+ \d+|[A-Z]\w+ \d+, \d{4})$/;

/** What is left of a text without what is marked, what is content, and marks. */
function untranslated(text) {
  // An address has no language.
  let rest = text.replace(/https?:\/\/\S+/g, '');
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/g, '');
  }
  const parts = [rest, rest.replace(/^[\s.“]+|[\s.”]+$/g, ''), rest.replace(/^“|”$/g, ''), rest.trim()];
  if (parts.some((part) => content.has(part) || DAY.test(part))) return '';
  return /\p{L}/u.test(rest) ? rest : '';
}

async function choose(page, { rtl = false } = {}) {
  const list = [{ code: 'en', name: 'English' }, { code: 'en-XA', name: 'Pseudo', rtl }];
  await page.route('**/locales/index.json', (route) => route.fulfill({ json: list }));
  await page.route('**/locales/en-XA.json', (route) => route.fulfill({ json: locale }));
  await page.goto('#/settings');
  await page.getByLabel('Language').selectOption('en-XA');
  await expect(page.getByRole('heading', { level: 1, name: locale['settings.heading'], exact: true })).toBeVisible();
}

/** Goes to every route, and through a moment. */
async function everywhere(page, look) {
  const ready = async () => {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText(locale.loading)).toHaveCount(0);
  };
  for (const route of Object.keys(ROUTES)) {
    await page.goto(route);
    await ready();
    await look(route);
  }
  await page.goto('#/practice?m=everyday/oranges&seed=1&sure=1&format=rate');
  const press = (key) => page.getByRole('button', { name: locale[key], exact: true }).click();
  const shows = (key) => expect(page.getByRole('button', { name: locale[key], exact: true })).toBeVisible();
  await shows('action.start');
  await look('note');
  await press('action.start');
  await shows('action.next');
  await press('action.next');
  await look('first question');
  await page.getByRole('radio').first().check();
  await page.getByRole('radio', { name: locale['sure.very'], exact: true }).check();
  await press('action.next');
  await shows('action.check');
  for (const rating of await page.getByRole('radiogroup').all()) await rating.getByRole('radio').first().check();
  await page.getByRole('radio', { name: locale['sure.very'], exact: true }).check();
  await look('second question');
  await press('action.check');
  await shows('action.continue');
  await look('feedback');
  await press('action.continue');
  await shows('action.print');
  await ready();
  await look('how it went');
  await page.goto('#/');
  await ready();
  await look('home later');
}

test('every word of the interface can be translated', async ({ page }) => {
  test.slow();
  await choose(page);
  await everywhere(page, async (where) => {
    const texts = await page.evaluate(() => {
      const found = [document.title.split(' – ')[1] ?? document.title];
      for (const root of document.querySelectorAll('body > :not([hidden])')) {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          if (!walker.currentNode.parentElement.closest('[lang="en"]:not(html), script, code')) found.push(walker.currentNode.data);
        }
        for (const one of root.querySelectorAll('[aria-label]')) found.push(one.getAttribute('aria-label'));
        for (const one of root.querySelectorAll('[placeholder]')) found.push(one.getAttribute('placeholder'));
        for (const one of root.querySelectorAll('[title]')) found.push(one.getAttribute('title'));
      }
      return found;
    });
    expect(texts.length).toBeGreaterThan(5);
    const left = texts.filter((text) => untranslated(text) !== '');
    expect.soft(left, `what is not translated: ${where}`).toEqual([]);
  });
});

test('a language written from right to left has its direction, and fits a phone', async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 360, height: 800 });
  await choose(page, { rtl: true });
  await everywhere(page, async (where) => {
    await expect(page.locator('html'), where).toHaveAttribute('dir', 'rtl');
    const [wide, room] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [scrollWidth, clientWidth];
    });
    expect.soft(wide, `how wide it is: ${where}`).toBeLessThanOrEqual(room);
  });
});

test('the choice of a language outlives a reload', async ({ page }) => {
  await choose(page);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: locale['settings.heading'], exact: true })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en-XA');
});
