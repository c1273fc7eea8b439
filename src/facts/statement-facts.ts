import { type Fact, fact } from '../model/fact.ts';
import type { FactFields } from '../model/fact-kinds.ts';
import type { PeoplesPart, Statement, StatementEvidence } from '../model/people.ts';
import type { SettingsPlace } from '../model/settings.ts';

/** The SHA-256 that a file has now; nothing when it is not there. */
export type HashOf = (path: string) => string | undefined;

/** What people say, as facts: each names the person, the day and the line of `opsex.yaml`. */
export function statementFacts({ statements, waivers, exemptions }: PeoplesPart, hashOf: HashOf): readonly Fact<'statement'>[] {
  return [
    ...statements.map(said =>
      toFact(
        {
          criterion: said.criterion,
          answer: said.met ? 'met' : 'not_met',
          claim: said.claim,
          by: said.by,
          on: said.on,
          until: said.until ?? '',
          evidence: evidenceOf(said),
          state: stateOf(said.evidence, hashOf),
        },
        said.at,
      ),
    ),
    ...waivers.map(({ criterion, reason, owner, until, at }) =>
      toFact({ criterion, answer: 'waived', claim: reason, by: owner, until }, at),
    ),
    ...exemptions.map(({ criterion, reason, at }) => toFact({ criterion, answer: 'not_applicable', claim: reason }, at)),
  ];
}

function evidenceOf({ evidence }: Statement): string {
  return 'url' in evidence ? evidence.url : evidence.file;
}

function stateOf(evidence: StatementEvidence, hashOf: HashOf): FactFields<'statement'>['state'] {
  if ('url' in evidence) return 'unknown';
  const hash = hashOf(evidence.file);
  if (hash === undefined) return 'gone';
  return hash === evidence.sha256 ? 'stands' : 'changed';
}

function toFact(fields: Partial<FactFields<'statement'>>, at: SettingsPlace): Fact<'statement'> {
  const reference = [fields.by, fields.on].filter(Boolean).join(', ') || at.path;
  return {
    kind: 'statement',
    fields: fact('statement', fields, { line: 0 }).fields,
    origin: { kind: 'person', reference },
    strength: 'declared',
    scope: { service: '', environment: '', production: 'unknown' },
    pathClass: 'own',
    templated: false,
    detector: 'opsex.yaml',
    accordingTo: [at],
  };
}
