import { existsSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { Assessment } from '../model/assessment.ts';
import { isKind, isOwn } from '../model/fact.ts';
import type { AssessmentJson } from '../report/contract.ts';
import { toAssessmentJson } from '../report/json.ts';
import type { QuarterMaterial } from '../report/review/quarter-document.ts';
import type { Database } from '../store/database.ts';
import { debtAt } from './debt.ts';
import { writeResult } from './output.ts';
import { packageVersion } from './package-root.ts';
import { postmortemsJson } from './postmortem.ts';
import { type AssessmentOptions, runAssessment } from './run-assessment.ts';
import { openSettings } from './settings-source.ts';
import { sharedOptions } from './shared-options.ts';
import { storeAddress } from './store-address.ts';
import { isServer, withStore } from './stored.ts';

interface Options extends AssessmentOptions {
  readonly quarter: Quarter;
  readonly by?: string;
  readonly output?: string;
  readonly html?: string;
}

/** From its first moment to the first one after it, in UTC. */
interface Quarter {
  readonly name: string;
  readonly from: Date;
  readonly to: Date;
}

export function addReview(program: Command): void {
  const command = program
    .command('review')
    .summary('write what a team goes through once a quarter, and note that it did')
    .argument('[path]', 'folder of the repository', '.')
    .requiredOption('--quarter <quarter>', 'the quarter: 2026-Q3', quarterArgument);
  sharedOptions(command)
    .option('--by <names>', 'who held the review: stores that it took place, which is what the criterion asks for')
    .option('-o, --output <file>', 'write the Markdown to a file instead of standard output')
    .option('--html <file>', 'write it as one HTML file as well')
    .action(review);
}

async function review(path: string, options: Options): Promise<void> {
  const { quarter, by } = options;
  const now = new Date();
  if (quarter.from > now) throw new UserError(`${quarter.name} has not begun`, 'Name a quarter that is under way or over');
  const asOf = options.asOf ?? new Date(Math.min(now.getTime(), quarter.to.getTime() - 1000)).toISOString();
  const assessment = await runAssessment(path, { ...options, asOf, save: by !== undefined });
  const json = toAssessmentJson(assessment, packageVersion());
  const [material, write] = await Promise.all([gather(path, { ...options, asOf }, assessment, json, now), writers()]);
  const document = write.quarterDocument({ ...material, reviewer: by ?? null });
  const markdown = write.documentMarkdown(document);
  writeResult(markdown, options.output);
  if (options.html !== undefined) writeResult(write.documentHtml(document), options.html);
  if (by === undefined) return void process.stderr.write('opsex: not noted as held: say who held the review with --by\n');
  await record(json, quarter, { reviewer: by, reviewedAt: now.toISOString(), markdown }, options.database);
  process.stderr.write(`opsex: noted that ${plainText(by)} reviewed ${quarter.name} of ${plainText(json.workload.name)}\n`);
}

async function writers() {
  const [{ quarterDocument }, { documentMarkdown }, { documentHtml }] = await Promise.all([
    import('../report/review/quarter-document.ts'),
    import('../report/review/document-markdown.ts'),
    import('../report/review/document-html.ts'),
  ]);
  return { quarterDocument, documentMarkdown, documentHtml };
}

type Material = Omit<QuarterMaterial, 'reviewer'>;

async function gather(path: string, options: Options, assessment: Assessment, json: AssessmentJson, now: Date): Promise<Material> {
  const { quarter } = options;
  const day = json.asOf.slice(0, 10);
  const [stored, postmortems, debt] = await Promise.all([
    fromStore(path, options, assessment, json),
    postmortemsJson(path, options, day),
    debtAt(path, day),
  ]);
  return { quarter: quarter.name, isOpen: quarter.to > now, assessment: json, ...stored, actions: postmortems.actions, debt: debt ?? null };
}

/** Nothing of the store where there is none. */
async function fromStore(
  path: string,
  options: Options,
  assessment: Assessment,
  json: AssessmentJson,
): Promise<Pick<Material, 'diff' | 'outcomes'>> {
  const address = storeAddress(options.database);
  if (options.events === false || (!isServer(address) && !existsSync(address))) return { diff: null, outcomes: null };
  const settings = await openSettings(path, options.config);
  return withStore(address, async database => {
    const { servicesOf } = await import('../find-outcomes.ts');
    const { services } = await servicesOf(database, assessment, { services: options.service ?? [], ...(settings ? { settings } : {}) });
    return {
      diff: await changesSince(database, json, options.quarter),
      outcomes: services.length === 0 ? null : await outcomesOf(database, services, assessment, options.quarter),
    };
  });
}

async function outcomesOf(database: Database, services: readonly string[], assessment: Assessment, quarter: Quarter) {
  const { quarterOutcomes } = await import('../measuring/quarter-review.ts');
  return quarterOutcomes(database, {
    workload: assessment.workload.name,
    services,
    postmortems: assessment.facts.filter(fact => isKind(fact, 'postmortem')).filter(isOwn),
    quarter,
    asOf: assessment.asOf,
  });
}

/** Against the last assessment from before the quarter, else the first one in it. */
async function changesSince(database: Database, json: AssessmentJson, quarter: Quarter): Promise<Material['diff']> {
  const { readAssessment, storedAssessments } = await import('../store/history/assessments.ts');
  const earlier = (await storedAssessments(database, json.workload.name)).filter(({ asOf }) => asOf < json.asOf);
  const start = quarter.from.toISOString();
  const chosen = earlier.filter(({ asOf }) => asOf <= start).at(-1) ?? earlier[0];
  const before = chosen && (await readAssessment(database, chosen.workload, chosen.id));
  if (!before) return null;
  const { toDiff } = await import('../report/history/diff.ts');
  return toDiff({ name: before.asOf.slice(0, 10), side: before }, { name: quarter.name, side: json }, packageVersion());
}

interface Held {
  readonly reviewer: string;
  readonly reviewedAt: string;
  readonly markdown: string;
}

/** The review and the assessment that it was about. */
async function record(
  json: AssessmentJson,
  quarter: Quarter,
  { reviewer, reviewedAt, markdown }: Held,
  named: string | undefined,
): Promise<void> {
  const { recordReview } = await import('../store/history/reviews.ts');
  const { saveAssessment } = await import('../store/history/assessments.ts');
  await withStore(storeAddress(named), async database => {
    await saveAssessment(database, json);
    await recordReview(database, { workload: json.workload.name, quarter: quarter.name, reviewedAt, reviewer }, markdown);
  });
}

function quarterArgument(text: string): Quarter {
  const [, year, number] = /^(\d{4})-?Q([1-4])$/i.exec(text) ?? [];
  if (year === undefined) throw new InvalidArgumentError('Write it as 2026-Q3.');
  const month = (Number(number) - 1) * 3;
  const [from, to] = [month, month + 3].map(each => new Date(Date.UTC(Number(year), each, 1)));
  return { name: `${year}-Q${number}`, from: from ?? new Date(0), to: to ?? new Date(0) };
}
