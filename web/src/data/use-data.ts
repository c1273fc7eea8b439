import { createContext, use, useContext } from 'react';
import type { AssessmentJson } from '../../../src/report/contract.ts';
import type { ModelTextJson, PortfolioJson, PortfolioRow } from '../../../src/report/web-contract.ts';
import type { DataSource } from './source.ts';

export const Data = createContext<DataSource | undefined>(undefined);

export function useSource(): DataSource {
  const source = useContext(Data);
  if (!source) throw new Error('no data source');
  return source;
}

export function usePortfolio(): PortfolioJson {
  return use(useSource().portfolio());
}

export function useModelText(): ModelTextJson | null {
  return use(useSource().modelText());
}

export function useAssessment(key: string): AssessmentJson {
  return use(useSource().assessment(key));
}

/** The newest assessment of a workload, with its row of the portfolio. */
export function useWorkload(key: string): { readonly row: PortfolioRow; readonly assessment: AssessmentJson } {
  const source = useSource();
  const row = use(source.portfolio()).rows.find(each => each.key === key);
  if (!row) throw new Error(`There is no service ${key} here.`);
  return { row, assessment: use(source.assessment(row.assessment)) };
}
