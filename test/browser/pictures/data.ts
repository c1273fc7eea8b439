import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync, inflateRawSync } from 'node:zlib';
import type { AssessmentJson } from '../../../src/report/contract.ts';
import type { ModelTextJson } from '../../../src/report/web-contract.ts';
import { measuredService } from '../measured-service.ts';
import { assessments, reportOf } from '../reports.ts';

/** What pictures are taken of. It is kept, so that a better detector or another word in the model changes no picture. */
export interface PictureData {
  readonly assessments: readonly AssessmentJson[];
  readonly model: ModelTextJson;
}

const file = join(import.meta.dirname, 'data.json.gz');
const shown = ['documented-service', 'lookalikes', 'checkout'];

export function pictureData(): PictureData {
  return JSON.parse(gunzipSync(readFileSync(file)).toString());
}

/** Takes assessments of today instead. The pictures must follow. */
export function renewPictureData(): void {
  const all = [...assessments(), ...measuredService().assessments];
  const data: PictureData = {
    assessments: all.filter(({ workload }) => shown.includes(workload.name)).map(anywhere),
    model: modelIn(readFileSync(reportOf(all.slice(0, 1)), 'utf8')),
  };
  writeFileSync(file, gzipSync(JSON.stringify(data), { level: 9 }));
}

/** Without the folder of this run. */
function anywhere(json: AssessmentJson): AssessmentJson {
  const { workload } = json;
  return { ...json, workload: { ...workload, sources: workload.sources.map(source => ({ ...source, path: `/srv/${workload.name}` })) } };
}

function modelIn(html: string): ModelTextJson {
  const [, packed = ''] = /id="opsex-model">([^<]+)</.exec(html) ?? [];
  return JSON.parse(inflateRawSync(Buffer.from(packed, 'base64')).toString());
}
