// Results that travel: a link made here, opened elsewhere.

import { readFileSync } from 'node:fs';
import { axe, expect, test, watch } from './fixtures.mjs';
import { code, edition, moments } from './codes.mjs';
import {
  NOTED, ONE, TWO, answerCompetency, answerMoment, answerMoments, button, ended, everyday, heading, kept, link, open,
  scenario, siteFile,
} from './play.mjs';
import { readQr } from './qr.mjs';

const SHARED = 'A shared result';
const UNREADABLE = 'This result can’t be read';
/** Frozen codes: whole ones of a pack that no site has, and such as no app makes. */
const golden = JSON.parse(readFileSync(new URL('../fixtures/golden/code.json', import.meta.url), 'utf8'));

const field = (page) => page.getByRole('textbox', { name: 'The link', exact: true });
const label = (page) => page.getByRole('textbox', { name: 'A label, if you want one', exact: true });
const status = (page) => page.getByRole('main').getByRole('status').filter({ hasText: /./ });

/** Practises, and unfolds how to share it. */
async function finished(page, query, count, options) {
  await open(page, query);
  await answerMoments(page, count, options);
  await expect(ended(page)).toBeVisible();
  await page.getByText('Share this result', { exact: true }).click();
  await expect(field(page)).toBeVisible();
}

/** What a page says of a result: figures, and of each moment its answers. */
async function told(page) {
  return page.evaluate(() => {
    const text = (one) => one.textContent.replace(/\s+/g, ' ').trim();
    const sections = [...document.querySelectorAll('main section')];
    return {
      figures: [...document.querySelectorAll('main dl.pair')].map(text),
      categories: [...document.querySelectorAll('main table.bars tbody tr')].map(text).sort(),
      moments: sections.map((one) => ({
        title: text(one.querySelector('h3')),
        story: text(one.querySelector('.story')),
        chosen: [...one.querySelectorAll('.why.chosen .option')].map(text),
        reasons: [...one.querySelectorAll('.why > p')].map(text).sort(),
      })),
    };
  });
}

/** Opens a link as somebody else: another browser, with nothing kept. */
async function elsewhere(browser, baseURL, then) {
  const context = await browser.newContext({ baseURL });
  const problems = watch(context, baseURL);
  const page = await context.newPage();
  await then(page);
  expect(problems).toEqual([]);
  await context.close();
}

for (const format of ['best', 'best-worst', 'rate']) {
  test(`a result is the same wherever its link is opened, and leaves nothing there: ${format}`, async ({ browser, page, baseURL }) => {
    await finished(page, `${TWO}&format=${format}&sure=1`, 2, { format, at: 1, sure: 'Very' });
    const address = await field(page).inputValue();
    const here = await told(page);
    expect(here.moments).toHaveLength(2);
    await elsewhere(browser, baseURL, async (other) => {
      await other.goto(address);
      await expect(heading(other, SHARED)).toBeVisible();
      await expect(other.locator('main section')).toHaveCount(2);
      const there = await told(other);
      // Here in the order of the session, there in that of the pack.
      const sorted = ({ figures, categories, moments }) => ({
        figures: [figures[0], ...figures.slice(1).sort()],
        categories,
        moments: moments.toSorted((a, b) => a.title.localeCompare(b.title)),
      });
      expect(sorted(there)).toEqual(sorted(here));
      await expect(other.getByText('Self-reported. Practice, not an assessment or certification.')).toBeVisible();
      await expect(other.getByText('How sure of the competency: Very. How sure of the response: Very.')).toHaveCount(2);
      await expect(other.getByRole('main')).not.toContainText(/\byou chose\b/i);
      expect(await kept(other), 'what is kept where it was opened').toEqual({});
      await axe(other);
    });
  });
}

test('what the link will show is said to the minute, and can be looked at', async ({ page }) => {
  await finished(page, ONE, 1);
  await expect(page.getByText(/^when you finished \(.*, to the minute\), and how long you took \(.*, to the second\)$/)).toBeVisible();
  const address = await field(page).inputValue();
  await link(page, 'See it as others will').click();
  await expect(heading(page, SHARED)).toBeFocused();
  expect(page.url()).toBe(address);
  await page.goBack();
  await expect(ended(page)).toBeVisible();
});

test('the same moments can be practised from a result', async ({ browser, page, baseURL }) => {
  await finished(page, ONE, 1);
  const address = await field(page).inputValue();
  await elsewhere(browser, baseURL, async (other) => {
    await other.goto(address);
    await link(other, 'Practise the same moments').click();
    await expect(heading(other, scenario('back-step').title)).toBeVisible();
  });
});

test('a skipped moment is not in the link', async ({ browser, page, baseURL }) => {
  await open(page, `m=${NOTED},everyday/back-step&seed=1`);
  await button(page, 'Skip').click();
  await answerMoment(page);
  await button(page, 'Continue').click();
  await page.getByText('Share this result', { exact: true }).click();
  await expect(page.getByText('the moment you answered, and what you chose')).toBeVisible();
  const address = await field(page).inputValue();
  await elsewhere(browser, baseURL, async (other) => {
    await other.goto(address);
    await expect(other.locator('main section')).toHaveCount(1);
    await expect(other.getByRole('main')).not.toContainText(scenario('oranges').title);
    await expect(link(other, 'Practise the same moments')).not.toHaveAttribute('href', /oranges/);
  });
});

test('a label is counted, said beforehand, and shown', async ({ browser, page, baseURL }) => {
  await finished(page, ONE, 1);
  await expect(page.getByText('no name, and no label')).toBeVisible();
  const before = await field(page).inputValue();
  await label(page).fill('Dana, Tuesday group');
  await expect(page.getByText('19 of 24 characters')).toBeVisible();
  await expect(page.getByText('your label: “Dana, Tuesday group”')).toBeVisible();
  await expect(label(page)).toBeFocused();
  const address = await field(page).inputValue();
  expect(address).not.toBe(before);
  await label(page).fill('Dana of the group on Tuesdays');
  await expect(page.getByRole('alert')).toContainText('at most 24 characters');
  await expect(field(page)).toHaveCount(0);
  await label(page).fill('');
  await expect(field(page)).toHaveValue(before);
  await elsewhere(browser, baseURL, async (other) => {
    await other.goto(address);
    await expect(other.getByText('Label: Dana, Tuesday group')).toBeVisible();
  });
});

test('the link can be copied, and is selected where copying is refused', async ({ context, page }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await finished(page, ONE, 1);
  const address = await field(page).inputValue();
  await button(page, 'Copy link').click();
  await expect(status(page)).toHaveText('Copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await button(page, 'Copy link').click();
  await expect(status(page)).toContainText('is selected');
  await expect(field(page)).toBeFocused();
  expect(await page.evaluate(() => getSelection().toString())).toBe(address);
});

test('the link can be shared where the system shares', async ({ page }) => {
  await page.addInitScript(() => {
    window.shared = [];
    navigator.share = (data) => {
      window.shared.push(data);
      return Promise.resolve();
    };
  });
  await finished(page, ONE, 1);
  await button(page, 'Share').click();
  const address = await field(page).inputValue();
  await expect.poll(() => page.evaluate(() => window.shared)).toEqual([{ title: SHARED, url: address }]);
});

for (const colorScheme of ['light', 'dark']) {
  test(`the QR code is read from a picture of the page, in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await finished(page, TWO, 2);
    expect(await readQr(page)).toBe(await field(page).inputValue());
  });
}

test('a damaged link says what became of it and what to do', async ({ page }) => {
  await finished(page, ONE, 1);
  const sent = (await field(page).inputValue()).split('/result/')[1];
  const at = Math.floor(sent.length / 2);
  const changed = sent.slice(0, at) + (sent[at] === 'A' ? 'B' : 'A') + sent.slice(at + 1);
  for (const [text, sentence] of [
    ['hello', /There is no result code/],
    [sent.slice(0, -3), /ends too early.*Copy the whole link/],
    [changed, /changed on its way.*Ask for the link again/],
    [`2${sent.slice(1)}`, /newer version.*Load this page again/],
    [golden.unsound[0].code, /Alongside did not make it.*Ask for a new link/],
  ]) {
    await page.goto(`#/result/${text}`);
    await expect(heading(page, UNREADABLE)).toBeVisible();
    await expect(page.getByRole('main').getByText(sentence)).toBeVisible();
  }
  // What mail programs add is forgiven.
  await page.goto(`#/result/${sent}.`);
  await expect(heading(page, SHARED)).toBeVisible();
  await expect(heading(page, SHARED)).toBeFocused();
});

test('a link that can’t be read can be pasted again', async ({ page }) => {
  const { code } = golden.codes[0];
  await page.goto(`#/result/${code.slice(0, -3)}`);
  await expect(heading(page, UNREADABLE)).toBeVisible();
  const again = page.getByRole('textbox', { name: 'Paste the link again' });
  await again.fill('nothing of the kind');
  await again.press('Enter');
  await expect(heading(page, UNREADABLE)).toBeVisible();
  await button(page, 'Open').click();
  await expect(page.getByRole('alert')).toBeVisible();
  // As a mail program breaks it.
  await again.fill(`https://example.org/#/result/${code.slice(0, 20)} ${code.slice(20)} `);
  await again.press('Enter');
  await expect(heading(page, SHARED)).toBeVisible();
});

test('a pack that is not on this site is named, and what is of it is not guessed', async ({ page }) => {
  const [frozen] = golden.codes;
  expect(frozen.packs[0].moments).toHaveLength(1);
  await page.goto(`#/result/${frozen.code}`);
  await expect(heading(page, SHARED)).toBeVisible();
  await expect(page.getByText('These answers can’t be shown here')).toBeVisible();
  await expect(page.getByText('Pack “golden”, answered on November 13, 2025: 1 answer.')).toBeVisible();
  await expect(page.locator('main .pair')).toHaveCount(0);
  await expect(link(page, 'Practise the same moments')).toHaveCount(0);
  // Nothing to print, and nothing to hand on.
  await expect(button(page, 'Print')).toHaveCount(0);
  await expect(page.getByText('Hand this result on')).toHaveCount(0);
});

test('in rate each, what is more than luck is said of a result, here and elsewhere', async ({ browser, page, baseURL }) => {
  const more = /^Rating every response alike would earn something, too\..* these ratings earned \d+%\.$/;
  await finished(page, `${ONE}&format=rate`, 1, { format: 'rate' });
  await expect(page.getByText(more)).toBeVisible();
  const said = await page.getByText(more).textContent();
  const address = await field(page).inputValue();
  await elsewhere(browser, baseURL, async (other) => {
    await other.goto(address);
    await expect(other.getByText(said)).toBeVisible();
  });
  await finished(page, 'm=everyday/mango&seed=2', 1);
  await expect(page.getByText(more)).toHaveCount(0);
});

test('a result of a past edition is shown as it was answered', async ({ page }) => {
  // As if the pack had been rewritten since: what was its edition is a past one.
  const of = edition('everyday');
  const index = siteFile('scenarios/index.json');
  const entry = index.packs.find(({ id }) => id === 'everyday');
  entry.past = [{ edition: of, file: entry.file }];
  Object.assign(entry, { edition: '0123456789abcdef', file: 'packs/everyday.new.json' });
  const asked = [];
  await page.route('**/scenarios/index.json', (route) => route.fulfill({ json: index }));
  await page.route('**/packs/everyday.new.json*', (route) => {
    asked.push(route.request().url());
    return route.fulfill({ json: { ...everyday, scenarios: [] } });
  });
  const { place } = moments().find(({ scenario: one }) => one.id === 'back-step');
  await page.goto(`#/result/${code({ of, answers: [[place, 2, 1]], token: 7 })}`);
  await expect(heading(page, SHARED)).toBeVisible();
  const [step] = scenario('back-step').steps;
  await expect(page.locator('main section')).toHaveCount(1);
  await expect(page.locator('main .choices')).toContainText(step.responses[1].text);
  await expect(page.getByText('These answers can’t be shown here')).toHaveCount(0);
  await expect(page.locator('main .pair').first()).toContainText('1 of 1');
  expect(asked, 'whether the new edition was needed').toEqual([]);
});

test('a story that was shared shows the path that was taken, as somebody else’s', async ({ browser, page, baseURL }) => {
  const [story] = siteFile('scenarios/packs/soup-for-forty.json').scenarios;
  await page.goto('#/practice?m=soup-for-forty/soup-for-forty&seed=1');
  const taken = [];
  for (let step = story.steps[0]; step.responses?.length; step = story.steps.find(({ id }) => id === taken.at(-1).next)) {
    if (step.competency) await answerCompetency(page);
    const [said] = step.responses;
    await page.getByRole('radio', { name: said.text, exact: true }).check();
    await button(page, 'Check answer').click();
    taken.push(said);
    await button(page, 'Continue').click();
  }
  await button(page, 'Continue').click();
  await expect(ended(page)).toBeVisible();
  await page.getByText('Share this result', { exact: true }).click();
  const address = await field(page).inputValue();
  await elsewhere(browser, baseURL, async (other) => {
    await other.goto(address);
    await expect(heading(other, SHARED)).toBeVisible();
    await expect(other.getByRole('heading', { level: 3, name: story.title })).toBeVisible();
    const chosen = other.getByRole('main').locator('.choices .said');
    await expect(chosen).toHaveText(taken.map(({ text }) => text));
    for (const at of taken.keys()) {
      await expect(other.getByRole('heading', { level: 4, name: `Step ${at + 1}`, exact: true })).toBeVisible();
    }
    await expect(other.getByRole('main')).not.toContainText(/\byou took\b/i);
  });
});

test('what was missed is practised again from the result', async ({ page }) => {
  const wrong = scenario('back-step').steps[0].responses.find(({ fit }) => fit === 1);
  await open(page, ONE);
  await answerCompetency(page);
  await page.getByRole('radio', { name: wrong.text, exact: true }).check();
  await button(page, 'Check answer').click();
  await button(page, 'Continue').click();
  await link(page, 'Practise again what I missed').click();
  await expect(heading(page, scenario('back-step').title)).toBeVisible();
  await expect(page.getByText('Moment 1 of 1')).toBeVisible();
});

test('on paper a result is as it is on the screen, or has all its reasons, and nothing to press', async ({ page }) => {
  await page.addInitScript(() => { window.print = () => { window.printed = true; }; });
  await finished(page, ONE, 1);
  const [{ why }] = scenario('back-step').steps[0].responses;
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(why)).toBeHidden();
  await expect(page.getByText('The moment, and the reason for each answer')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await button(page, 'Print with all reasons').click();
  await page.waitForFunction(() => window.printed);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(why)).toBeVisible();
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
  await expect(page.getByText('Share this result', { exact: true })).toBeHidden();
  await expect(page.getByText('Self-reported. Practice, not an assessment or certification.')).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(page.getByText('The moment, and the reason for each answer')).toBeVisible();
  await expect(page.getByText(why)).toBeHidden();
});
