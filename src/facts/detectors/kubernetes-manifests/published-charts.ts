import { blankComments } from '../../../lib/comments.ts';
import type { SourceFile } from '../../source-file.ts';

/** A pipeline or a script hands charts on for others to install. */
export interface ChartPublished {
  readonly kind: 'published';
}

// https://helm.sh/docs/topics/registries/, https://helm.sh/docs/howto/chart_releaser_action/
const publishing = /\bhelm\s{1,4}(?:push|cm-push)\s|\bhelm\/chart-releaser-action@|\bcr\s{1,4}upload\b/;

export function publishesCharts(file: SourceFile): boolean {
  return publishing.test(blankComments(file.text, 'hash'));
}
