import type { AssessmentJson } from '../../../src/report/contract.ts';
import type { ModelTextJson, PortfolioJson } from '../../../src/report/web-contract.ts';

/** Where the data of the interface comes from: out of the page itself, or from the HTTP API. */
export interface DataSource {
  portfolio(): Promise<PortfolioJson>;
  /** A whole assessment, by the key that the portfolio names. */
  assessment(key: string): Promise<AssessmentJson>;
  /** The model in words; `null` where only its verdicts are known. */
  modelText(): Promise<ModelTextJson | null>;
}

/** Asks for everything once: a page that is drawn again must find the same promise, a failed one included. */
export function remembering(source: DataSource): DataSource {
  const known = new Map<string, Promise<unknown>>();
  function once<T>(name: string, ask: () => Promise<T>): Promise<T> {
    const earlier = known.get(name) as Promise<T> | undefined;
    if (earlier) return earlier;
    const asked = ask();
    known.set(name, asked);
    return asked;
  }
  return {
    portfolio: () => once('portfolio', () => source.portfolio()),
    assessment: key => once(`assessment ${key}`, () => source.assessment(key)),
    modelText: () => once('model', () => source.modelText()),
  };
}
