import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { kubernetes, objectsOf } from '../kubernetes.ts';
import { forPreviews } from './for-previews.ts';

export const argoCd = detector<FactDraft>({
  id: 'argo-cd',
  title: 'Argo CD',
  docs: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/',
  reads: kubernetes('argoproj.io'),
  emits: ['gitops.app'],

  *parse(file) {
    for (const object of objectsOf(file.yaml(), 'argoproj.io/Application', 'argoproj.io/ApplicationSet')) {
      const spec = object.get('spec.template.spec') ?? object.get('spec');
      const written = spec?.get('syncPolicy.automated');
      const automated = written?.flag('enabled') === false ? undefined : written;
      yield fact(
        'gitops.app',
        {
          tool: 'argo-cd',
          name: object.text('metadata.name') ?? '',
          automated: automated !== undefined,
          selfHeal: automated?.flag('selfHeal') === true,
          prune: automated?.flag('prune') === true,
          detectsDrift: true, // an application that differs from git is shown as OutOfSync, whatever the sync policy
        },
        {
          line: object.line,
          endLine: object.endLine,
          templated: file.templated,
          ...(forPreviews(object, file.templated) ? { scope: { production: 'no' as const } } : {}),
        },
      );
    }
  },
});
