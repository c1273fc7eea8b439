import { type Fact, fact } from '../model/fact.ts';

/** What a person has stated on a server instead of in `opsex.yaml`. */
interface StoredStatement {
  readonly criterion: string;
  readonly met: boolean;
  readonly claim: string;
  readonly evidence: string;
  readonly author: string;
  readonly on: string;
  readonly until: string;
}

/** The same facts as from `opsex.yaml`; no line of a file says them. */
export function storedStatementFacts(statements: readonly StoredStatement[]): readonly Fact<'statement'>[] {
  return statements.map(({ criterion, met, claim, evidence, author, on, until }) => {
    const answer = met ? 'met' : 'not_met';
    const fields = { criterion, answer, claim, by: author, on, until, evidence, state: 'unknown' } as const;
    return {
      kind: 'statement',
      fields: fact('statement', fields, { line: 0 }).fields,
      origin: { kind: 'person', reference: `${author}, ${on}` },
      strength: 'declared',
      scope: { service: '', environment: '', production: 'unknown' },
      pathClass: 'own',
      templated: false,
      detector: 'statements',
    };
  });
}
