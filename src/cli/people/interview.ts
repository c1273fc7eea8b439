import { resolve } from 'node:path';
import { withEntry } from '../../config/add-entry.ts';
import { withServices, withValue } from '../../config/first-settings.ts';
import type { Steps } from '../../lib/placed-yaml.ts';
import { plainText } from '../../lib/plain-text.ts';
import { UserError } from '../../lib/user-error.ts';
import type { Assessment } from '../../model/assessment.ts';
import type { Criterion } from '../../model/model.ts';
import { dayOf } from '../../model/people.ts';
import type { Settings } from '../../model/settings.ts';
import { completeStatement, tooShort } from './draft.ts';
import { doubtfulEnvironments, unanswered } from './open-questions.ts';
import { askChoice, askText, say } from './questions.ts';

interface Interview {
  readonly path: string;
  /** What the file says so far. */
  readonly settings: () => Promise<Settings | undefined>;
  readonly assess: () => Promise<Assessment>;
  readonly text: () => string;
  /** Keeps an answer; called after each, so that leaving loses nothing. */
  readonly keep: (text: string) => Promise<void>;
}

/** Asks what files cannot show, and keeps each answer at once. What is answered already is not asked again. Throws `Left` when the person leaves. */
export async function holdInterview(interview: Interview): Promise<void> {
  await askWorkload(interview);
  await askServices(interview);
  await askEnvironments(interview);
  await askSources(interview);
  await askCriteria(interview);
}

function set({ text, keep }: Interview, steps: Steps, value: unknown): Promise<void> {
  return keep(withValue(text(), steps, value));
}

async function askWorkload(interview: Interview): Promise<void> {
  const workload = (await interview.settings())?.workload;
  if (workload?.team === undefined) {
    const team = await askText({ message: 'Which team runs it? (Enter: say nothing)', otherwise: '' });
    if (team !== '') await set(interview, ['workload', 'team'], team);
  }
  if (workload?.tier === undefined) {
    const tier = await askChoice('How much depends on it?', tiers);
    if (tier !== 'later') await set(interview, ['workload', 'tier'], Number(tier));
  }
}

const later = { value: 'later', label: 'Ask me later' } as const;
const tiers = [
  { value: '0', label: 'Everything', hint: 'tier 0: without it nothing works' },
  { value: '1', label: 'Customers', hint: 'tier 1: they notice at once when it fails' },
  { value: '2', label: 'Some customers or colleagues', hint: 'tier 2: they can wait for hours' },
  { value: '3', label: 'Little', hint: 'tier 3: it may be down for a day' },
  later,
] as const;

async function askServices(interview: Interview): Promise<void> {
  const { services } = (await interview.settings()) ?? {};
  if (!services || services.complete) return;
  const names = services.list.map(({ name }) => name);
  const shown = names.length > 8 ? `${names.slice(0, 8).join(', ')} and ${names.length - 8} more` : names.join(', ');
  const answer = await askChoice(plainText(`Are these all services of the workload? ${shown}`), [
    { value: 'all', label: 'Yes, all' },
    { value: 'more', label: 'No, there are others' },
    later,
  ]);
  if (answer === 'later') return;
  if (answer === 'all') return interview.keep(withServices(interview.text(), true, []));
  const others = await askText({ message: 'What are the others called? Names with commas between them' });
  const added = others
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '' && !names.includes(name));
  await interview.keep(withServices(interview.text(), true, added));
}

async function askEnvironments(interview: Interview): Promise<void> {
  const said = new Set((await interview.settings())?.production.map(({ name }) => name));
  const doubtful = doubtfulEnvironments(await interview.assess()).filter(name => !said.has(name.toLowerCase()));
  for (const name of doubtful.slice(0, 10)) {
    const answer = await askChoice(plainText(`Do users depend on the environment "${name}"?`), [
      { value: 'yes', label: 'Yes, it is production' },
      { value: 'no', label: 'No' },
      later,
    ]);
    if (answer !== 'later') await interview.keep(withEntry(interview.text(), 'environments', { name, production: answer === 'yes' }));
  }
}

async function askSources(interview: Interview): Promise<void> {
  if ((await interview.settings())?.sources) return;
  for (;;) {
    const path = await askText({
      message: 'Is a part of it kept in another repository (infrastructure, alerts)? Its folder, relative to this one (Enter: no)',
      otherwise: '',
      placeholder: '../infrastructure',
    });
    if (path === '') return;
    const before = interview.text();
    await interview.keep(withEntry(before, 'sources', { path }));
    try {
      await interview.settings();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      await interview.keep(before);
      await say(plainText(error.message.split('sources: ').at(-1) ?? ''));
    }
  }
}

async function askCriteria(interview: Interview): Promise<void> {
  const assessment = await interview.assess();
  const { model, asOf } = assessment;
  const open = unanswered(assessment);
  const said = (await interview.settings())?.people?.statements ?? [];
  let usual = said.at(-1)?.by;
  for (const [index, criterion] of open.entries()) {
    const answer = await askChoice(`${index + 1} of ${open.length} · ${whatFor(criterion)}\n${plainText(criterion.ask)}`, answers);
    if (answer === 'later') continue;
    if (answer === 'never') {
      const reason = await askText({ message: 'Why does it not apply here, in a sentence?', refuse: tooShort });
      await interview.keep(withEntry(interview.text(), 'not_applicable', { criterion: criterion.id, reason }));
      continue;
    }
    const draft = { met: answer === 'yes', on: dayOf(asOf) };
    const earlier = said.filter(each => each.criterion === criterion.id).at(-1);
    const context = { model, criterion, root: resolve(interview.path), ...(usual ? { usual } : {}), ...(earlier ? { earlier } : {}) };
    const entry = await completeStatement(draft, context);
    usual = String(entry.by);
    await interview.keep(withEntry(interview.text(), 'statements', entry));
  }
}

const answers = [
  { value: 'later', label: 'I do not know', hint: 'asked again next time' },
  { value: 'yes', label: 'Yes', hint: 'with a place where it can be seen' },
  { value: 'no', label: 'No' },
  { value: 'never', label: 'It does not apply here' },
] as const;

function whatFor({ id, control, level, gate }: Criterion): string {
  const short = control.slice(control.lastIndexOf('-') + 1);
  return gate === undefined ? `${id}, for level ${level} of ${short}` : `${id}, for overall level ${gate}`;
}
