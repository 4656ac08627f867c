// Reads what tests/peer/gift.rs writes with gift-pegjs, a reader of GIFT that others wrote, and
// compares what it finds with the packs. For `make peer`.

import { createInterface } from 'node:readline';
import { stdin } from 'node:process';
import { parse } from 'gift-pegjs';

/** As gift-pegjs gives a text that is no HTML: white space folded before escapes are read. */
const folded = (text) => text.replace(/\r\n?/g, '\n').trim().replace(/[ \t]{2,}/g, ' ');

const spoken = ({ who, says, text }) => (who ? `${who}: “${says}”` : text);

const joined = (texts) => texts.map((text) => (text ?? '').trim()).filter(Boolean).join('\n\n');

/** What has to be found in the GIFT of a pack: response questions and competency questions. */
function expected({ pack, asked }) {
  const questions = [];
  for (const scenario of pack.scenarios) {
    for (const step of scenario.steps) {
      const responses = (step.responses ?? []).filter(({ text }) => text.trim());
      const stem = joined([scenario.setting, ...step.story.map(spoken)]);
      const best = Math.max(...responses.map(({ fit }) => fit ?? 0));
      const all = responses.filter(({ fit }) => fit === best);
      if (stem === '' || best < 1 || all.length === responses.length) continue;
      const title = (scenario.title || scenario.id) + (scenario.steps.length > 1 ? `: ${step.id}` : '');
      questions.push({
        title,
        stem,
        answers: responses.map(({ text, why, fit }) => ({ text, why, right: fit === best })),
        feedback: joined([scenario.takeaway, scenario.policy_dependent, scenario.reflect]),
      });
      if (step.competency) {
        questions.push({
          title: `${title} · ${asked}`,
          stem: `${stem}\n\n${asked}`,
          answers: step.competency.options.map(({ id, why, credit }) => ({ id, why, right: credit === 1 })),
          feedback: '',
        });
      }
    }
  }
  return questions;
}

function same(what, found, wanted) {
  if (folded(found ?? '') !== folded(wanted ?? '')) {
    throw new Error(`${what}: ${JSON.stringify(found)} is read where ${JSON.stringify(wanted)} is written`);
  }
}

let packs = 0;
let count = 0;
for await (const line of createInterface({ input: stdin })) {
  const written = JSON.parse(line);
  const name = written.pack.id || 'made';
  try {
    const read = parse(written.gift);
    const found = read.filter(({ type }) => type !== 'Category');
    const wanted = expected(written);
    if (found.length !== wanted.length) {
      throw new Error(`${found.length} questions are read, and ${wanted.length} are written`);
    }
    wanted.forEach((question, at) => {
      const { type, title, stem, choices, globalFeedback } = found[at];
      if (type !== 'MC') throw new Error(`question ${at} is read as ${type}: ${question.stem}`);
      same('title', title, question.title.split(/\s+/).filter(Boolean).join(' '));
      same('stem', stem.text, question.stem);
      same('feedback', globalFeedback?.text, question.feedback);
      if (choices.length !== question.answers.length) throw new Error(`${choices.length} answers: ${question.stem}`);
      // A wrong answer may have gone first; texts tell which is which.
      const rest = [...choices];
      for (const { text, id, why, right } of question.answers) {
        const fits = (choice) =>
          (text === undefined ? choice.text.text.split(' ')[0] === id : folded(choice.text.text) === folded(text)) &&
          choice.isCorrect === right;
        const place = rest.findIndex(fits);
        if (place < 0) throw new Error(`the answer ${JSON.stringify(text ?? id)} is not read: ${JSON.stringify(choices)}`);
        same('reason', rest[place].feedback?.text, why);
        rest.splice(place, 1);
      }
      count += 1;
    });
    packs += 1;
  } catch (error) {
    const at = error.location?.start;
    const context = at ? `\n${written.gift.split('\n').slice(Math.max(0, at.line - 6), at.line + 2).join('\n')}` : '';
    console.error(`${name}: ${error.message}${context}`);
    process.exit(1);
  }
}
if (packs < 2 || count < 1000) {
  console.error(`Only ${packs} packs with ${count} questions came in.`);
  process.exit(1);
}
console.log(`gift-pegjs reads all ${count} questions of ${packs} packs as they were written.`);
