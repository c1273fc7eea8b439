import { allTeams, type Grant, reaches } from '../../model/access.ts';
import { toPortfolio } from '../../report/portfolio.ts';
import type { Database } from '../../store/database.ts';
import { type AssessmentSummary, assessmentsMark, newestAssessments, workloadCount } from '../../store/server/newest-assessments.ts';
import { type Prepared, prepare } from './prepared.ts';

const mostStandings = 6000;
const lookAgainAfter = 1000;

/** Where all workloads stand, kept ready: read again only when assessments were added. */
export class Overview {
  #summaries: readonly AssessmentSummary[] = [];
  #newest: ReadonlyMap<string, AssessmentSummary> = new Map();
  #teams = new Map<string, string | undefined>();
  #prepared = new Map<string, Prepared>();
  #mark = '';
  #lookedAt = 0;
  #looking: Promise<void> | undefined;

  constructor(
    readonly ask: <T>(work: (database: Database) => Promise<T>) => Promise<T>,
    readonly version: string,
    readonly changed: () => void,
    readonly now: () => Date,
  ) {}

  /** Looks whether there is something new, at most once a second. */
  async look(): Promise<void> {
    if (this.now().getTime() - this.#lookedAt < lookAgainAfter) return;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    await this.#looking;
  }

  /** The portfolio of those who may see these teams. */
  portfolio(grants: readonly Grant[]): Prepared {
    const teams = reaches(grants, 'viewer', allTeams) ? allTeams : JSON.stringify([...new Set(grants.map(({ team }) => team))].sort());
    const known = this.#prepared.get(teams);
    if (known) return known;
    const seen = this.#summaries.filter(({ json }) => this.maySee(grants, json.workload.name));
    const text = JSON.stringify(
      toPortfolio(
        seen.map(({ id, json }) => ({ key: id, json })),
        this.version,
      ),
    );
    const prepared = prepare(text);
    this.#prepared.set(teams, prepared);
    return prepared;
  }

  /** The newest assessment of each workload that the caller may see. */
  newest(grants: readonly Grant[]): readonly AssessmentSummary[] {
    return [...this.#newest.values()].filter(({ json }) => this.maySee(grants, json.workload.name));
  }

  newestOf(workload: string): AssessmentSummary | undefined {
    return this.#newest.get(workload);
  }

  knows(workload: string): boolean {
    return this.#teams.has(workload);
  }

  /** Whether the grants reach a role for a workload; one without a team, or that nobody knows, belongs to all teams together. */
  maySee(grants: readonly Grant[], workload: string): boolean {
    return reaches(grants, 'viewer', this.teamOf(workload));
  }

  teamOf(workload: string): string {
    return this.#teams.get(workload) ?? allTeams;
  }

  async #look(): Promise<void> {
    const mark = await this.ask(assessmentsMark);
    this.#lookedAt = this.now().getTime();
    if (mark === this.#mark) return;
    const workloads = await this.ask(workloadCount);
    const each = Math.min(60, Math.max(4, Math.floor(mostStandings / Math.max(1, workloads))));
    this.#summaries = await this.ask(database => newestAssessments(database, each));
    this.#newest = new Map(this.#summaries.map(each => [each.json.workload.name, each]));
    this.#teams = new Map(this.#summaries.map(({ json }) => [json.workload.name, json.workload.team]));
    this.#prepared = new Map();
    const first = this.#mark === '';
    this.#mark = mark;
    if (!first) this.changed();
  }
}
