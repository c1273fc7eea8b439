import { plainText } from '../lib/plain-text.ts';
import type { AssessmentJson } from '../report/contract.ts';
import { shownAddress } from './outcomes.ts';
import { storeAddress } from './store-address.ts';
import { withStore } from './stored.ts';

/** Stores an assessment, and says so on standard error. */
export async function save(json: AssessmentJson, named: string | undefined): Promise<void> {
  const address = storeAddress(named);
  const { saveAssessment } = await import('../store/history/assessments.ts');
  const { id, isNew, changes } = await withStore(address, database => saveAssessment(database, json));
  const said = isNew ? `stored as ${id}, ${changes} ${changes === 1 ? 'criterion' : 'criteria'} changed` : `was stored before as ${id}`;
  process.stderr.write(`opsex: ${plainText(json.workload.name)} ${said} (${plainText(shownAddress(address))})\n`);
}
