// A trainer's first morning, whole: a pack is written and mended, practised, put online as a zip,
// unpacked into a subfolder of the plainest server there is, and works there with the server gone.

import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { serve } from '../../tools/serve.mjs';
import { expect, test, watch } from './fixtures.mjs';
import { answerMoment, button, COMPETENCY, feedback, group, heading, link } from './play.mjs';
import { main, STUDIO } from './write.mjs';

const dist = resolve(process.env.DIST ?? new URL('../../dist', import.meta.url).pathname);
const PACK = 'First weeks on shift';

const MOMENT = {
  title: 'The note on the board',
  setting: 'team room, handover',
  lines: [
    ['', 'The team sits around the small table for the handover. Somebody has drawn a cloud next to Andre’s name on the white board. '
      + 'You spent an hour with Andre last night. He told you why he stopped the new pills: they made him so tired that he could not hold his bass. He said you may tell the team.'],
    ['Nurse', 'So that is Andre, he is non-compliant again. Any other business, or can we get to the weekend plan?'],
  ],
  options: [
    ['XI.2', 'He gave you leave to speak, and nobody else in the room will say what he wants.'],
    ['XI.5', 'The words of the nurse need a talk. His wish comes first.'],
    ['X.1', 'Working hand in hand does not mean letting this pass.'],
  ],
  responses: [
    ['Before the weekend: Andre asked me to tell you why he stopped. The pills made him too tired to play. He wants another dose.', 'Fits well', 'His own reason is in the room now, and so is what he wants.'],
    ['I think it is wrong that this team talks about people like that, and I do not want to hear it again. Is that how we are here?', 'Misses', 'It may be true, but his reason is still unheard.'],
    ['Say nothing, and tell Andre later that he should bring it up with the nurse himself.', 'Misses', 'He asked you to say it. The moment passes and the label stays.'],
  ],
};

const STORY = {
  title: 'The birthday cake',
  setting: 'drop-in center, afternoon',
  lines: [
    ['', 'Today is Imani’s birthday, and you both know it. Last week she told you that her daughter has not called for two years. '
      + 'The others want to surprise her with a cake at four. At half past three she sits down across from you with her coat on.'],
    ['Imani', 'If one more person is nice to me today I will scream. Is there something going on in the kitchen?'],
  ],
  options: [
    ['IV.3', 'A surprise is fun for some. For her, on this day, it may be too much.'],
    ['II.4', 'A birthday is worth a cake. But she decides what it means this year.'],
    ['III.1', 'Your own story is not what she asks about.'],
  ],
  responses: [
    ['There is a cake planned for four. You get to say if you want it, and how.', 'Fits well', 'You are honest with her, and the day is in her hands again.'],
    ['Nothing special, no. Stay a bit, have a tea, it is cold out there and the bus is late on Tuesdays. Milk?', 'Misses', 'She asked you straight, and you did not tell her.'],
  ],
  endings: [
    ['Imani lets out a long breath. “No song,” she says. “But I’ll eat cake.” She stays until six.', 'Being honest about a kind plan gave her the choice.'],
    ['At four the lights go out and twelve people sing. Imani walks out.', 'A small lie for a kind reason can still cost trust.'],
  ],
};

/** From top to bottom, by what stands beside each field. */
async function write(page, one) {
  await page.getByLabel('Title', { exact: true }).fill(one.title);
  await page.getByLabel('Where and when').fill(one.setting);
  const story = group(page, 'What happens').first();
  for (const [at, [who, words]] of one.lines.entries()) {
    if (at > 0) await button(story, 'Add a line').click();
    const line = group(story, `Line ${at + 1}`);
    if (who) await line.getByLabel('Who speaks').fill(who);
    await line.getByLabel('Words', { exact: true }).fill(words);
  }
  for (const [at, [id, why]] of one.options.entries()) {
    const option = group(page, `Competency ${at + 1}`);
    await option.getByLabel('Competency', { exact: true }).selectOption(id);
    await option.getByLabel('Why?').fill(why);
  }
  for (const [at, [text, fit, why]] of one.responses.entries()) {
    const response = group(page, `Response ${at + 1}`);
    await response.getByLabel('What you say or do').fill(text);
    await response.getByRole('radio', { name: fit }).check();
    await response.getByLabel('Why?').fill(why);
  }
  for (const [at, [words, outcome]] of (one.endings ?? []).entries()) {
    const ending = page.locator('details.step').nth(at + 1);
    await ending.locator('summary').first().click();
    await ending.getByLabel('Words', { exact: true }).fill(words);
    await ending.getByLabel('What this ending teaches').fill(outcome);
  }
  await page.getByLabel('What to take away').fill('Ask whose day it is.');
  await page.getByLabel('A question to think about').fill('Who has spoken up for you?');
}

const TYPES = {
  css: 'text/css',
  html: 'text/html',
  js: 'text/javascript',
  json: 'application/json',
  svg: 'image/svg+xml',
  wasm: 'application/wasm',
};

/** As plain a server as there is: it knows nothing of Alongside, compresses nothing and sends a type alone. */
async function plainServer(folder) {
  const server = createServer(async ({ url }, response) => {
    const path = new URL(url, 'http://any').pathname.replace(/\/$/, '/index.html');
    try {
      const content = await readFile(join(folder, decodeURIComponent(path)));
      response.writeHead(200, { 'content-type': TYPES[path.split('.').at(-1)] ?? 'application/octet-stream' }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => { server.listen(0, '127.0.0.1', listening); });
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    stop: () => new Promise((gone) => {
      server.close(gone);
      server.closeAllConnections();
    }),
  };
}

/** Waits until the browser has its copy of the site. */
const copyIsThere = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => true));

/** Finds a moment of the pack as a visitor would, and practises it. */
async function practiseFromLibrary(page) {
  await link(page, 'Library').click();
  await page.getByLabel('Search titles, packs and topics').fill(PACK);
  await main(page).getByRole('link', { name: new RegExp(`^${MOMENT.title}`) }).click();
  await main(page).getByRole('link', { name: /^Practise/ }).first().click();
  await expect(heading(page, MOMENT.title)).toBeVisible();
  await answerMoment(page);
  await expect(feedback(page).getByText('Ask whose day it is.')).toBeVisible();
}

test('a first pack goes from an empty page to a site that works without a network', async ({ browser }) => {
  test.setTimeout(120_000);
  const site = await serve({ dir: dist, prefix: '/alongside/' });
  const context = await browser.newContext({ serviceWorkers: 'allow', acceptDownloads: true, locale: 'en-US' });
  const problems = watch(context, site.url);
  const page = await context.newPage();
  await page.goto(site.url);
  await link(page, 'Trainers').click();
  await main(page).getByRole('link', { name: STUDIO }).click();
  await button(page, 'Begin a new pack').click();
  await page.getByLabel('Title of the pack').fill(PACK);
  await page.getByLabel('What it is about').fill('Moments from the first weeks at a recovery house.');
  await page.getByLabel('Who wrote it').fill('Rosa Whitfield');

  // A pack that is not ready is not offered without a word.
  await link(page, 'Put it online').click();
  await expect(page.getByText('It has something to mend first:')).toBeVisible();
  await main(page).getByRole('link', { name: PACK }).click();

  await button(page, 'Add a moment').click();
  await main(page).getByRole('link', { name: /^Moment without a title/ }).click();
  await write(page, MOMENT);
  // The nurse's word is advised against, and is hers: that is said in the words of the page.
  const said = group(page, 'Line 2');
  await expect(said.getByText(/“non compliant” judges the person.*“A person’s own words”/)).toBeVisible();
  await said.locator('summary', { hasText: 'More about this line' }).click();
  await said.getByRole('checkbox', { name: /^A person’s own words/ }).check();
  await expect(page.locator('.to-mend, .advice, .to-write')).toHaveCount(0);
  await link(page, 'Back to the pack').click();
  await button(page, 'Add a story').click();
  await main(page).getByRole('link', { name: /^Story without a title/ }).click();
  await write(page, STORY);
  await expect(page.locator('.to-mend, .advice, .to-write')).toHaveCount(0);
  await link(page, 'Back to the pack').click();
  await expect(main(page).getByText('Nothing has to be mended: it can be practised.')).toBeVisible();
  // One moment and a story are too little to tell.
  await expect(main(page).getByText('It takes 8 questions to tell.')).toBeVisible();
  await expect(main(page).getByRole('link', { name: /nothing to mend$/ })).toHaveCount(2);
  await button(page, 'Practise it now').click();
  await expect(group(page, COMPETENCY)).toBeVisible();
  await answerMoment(page);
  await page.goBack();

  // The draft in hand is chosen, once, though what was practised is kept as well.
  await link(page, 'Put it online').click();
  const own = page.getByRole('checkbox', { name: new RegExp(`^${PACK}`) });
  await expect(own).toHaveCount(1);
  await expect(own).toBeChecked();
  const download = page.waitForEvent('download');
  await button(page, 'Make the copy').click();
  const zip = await (await download).path();
  await expect(page.getByText('Search there for the name of your pack.')).toBeVisible();
  execFileSync('unzip', ['-tqq', zip]);
  const folder = await mkdtemp(join(tmpdir(), 'alongside-first-'));
  const below = join(folder, 'our', 'training');
  await mkdir(below, { recursive: true });
  execFileSync('unzip', ['-q', zip, '-d', below]);

  await context.close();
  await site.close();
  expect(problems).toEqual([]);

  const server = await plainServer(folder);
  const there = `${server.url}our/training/`;
  const visit = await browser.newContext({ serviceWorkers: 'allow', locale: 'en-US' });
  const amiss = watch(visit, there);
  const visitor = await visit.newPage();
  await visitor.goto(there);
  await practiseFromLibrary(visitor);
  await copyIsThere(visitor);
  expect(amiss).toEqual([]);
  await server.stop();
  await visitor.reload();
  await expect(visitor.getByRole('heading', { level: 1 })).toBeVisible();
  await visitor.goto(there);
  await practiseFromLibrary(visitor);
  await visit.close();
  await rm(folder, { recursive: true });
});
