import { type Detector, detector } from '../../detector.ts';
import { pipelineKinds } from '../pipeline-findings.ts';
import { type GitlabFile, readGitlabFile } from './gitlab-file.ts';
import { linkGitlab } from './link.ts';

const telling = ['script:', 'include:', 'stage:', 'trigger:', 'rules:'];

export const gitlabCi: Detector<GitlabFile> = detector<GitlabFile>({
  id: 'gitlab-ci',
  title: 'GitLab CI/CD',
  docs: 'https://docs.gitlab.com/ci/yaml/',
  reads: [
    { names: ['.gitlab-ci.yml'] },
    { extensions: ['.gitlab-ci.yml', '.gitlab-ci.yaml'], text: telling },
    { extensions: ['.yml', '.yaml'], path: /^\.?(?:gitlab|gitlab-ci|ci|pipelines?)\/[\w./-]{1,120}$/, text: telling }, // files for `include: local`
  ],
  emits: [...pipelineKinds, 'pipeline.secret'],

  *parse(file) {
    const found = readGitlabFile(file);
    if (found) yield found;
  },

  link: linkGitlab,
});
