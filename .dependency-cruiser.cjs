/** The walls between the folders. Each says what a breach would mean. */
const io = '^(?:node:)?(?:fs|fs/promises|child_process|net|http|https|http2|dgram|dns|tls|worker_threads|readline|os|cluster|process)$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'model-stands-alone',
      comment: 'The words of the product know nothing of how facts are found, judged, shown or kept.',
      severity: 'error',
      from: { path: '^src/model/' },
      to: { path: '^src/', pathNot: '^src/(?:model|lib)/' },
    },
    {
      name: 'lib-has-no-domain',
      comment: 'Tools without domain words could be packages of their own.',
      severity: 'error',
      from: { path: '^src/lib/' },
      to: { path: '^src/', pathNot: '^src/lib/' },
    },
    {
      name: 'facts-are-found-from-memory',
      comment: 'Detectors read what they are given: they can be cached, run in threads and never touch the assessed machine.',
      severity: 'error',
      from: { path: '^src/facts/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(?:facts|model|lib)/' },
    },
    {
      name: 'judging-is-pure',
      comment: 'The same facts, model and date give the same assessment, byte for byte.',
      severity: 'error',
      from: { path: '^src/judge/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(?:judge|model)/' },
    },
    {
      name: 'reports-are-pure',
      comment: 'A report is a function of the assessment.',
      severity: 'error',
      from: { path: '^src/report/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(?:report|model|lib)/' },
    },
    {
      name: 'settings-are-checked-apart',
      comment:
        'What opsex.yaml may say is checked against the words of the product; how it acts is not for the reader of the file to know.',
      severity: 'error',
      from: { path: '^src/config/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(?:config|model|lib)/' },
    },
    {
      name: 'registers-know-files-by-their-text',
      comment: 'Registers are read by the words of the detectors and edited as text: whoever keeps them decides where they are.',
      severity: 'error',
      from: { path: '^src/registers/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(?:registers|facts|config|model|lib)/' },
    },
    {
      name: 'scaffolds-are-pure',
      comment: 'What is written is a function of templates and facts; the command line reads and writes.',
      severity: 'error',
      from: { path: '^src/scaffold/', pathNot: '(?:\\.test|/testing)\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(?:scaffold|model|lib)/' },
    },
    {
      name: 'no-io-inside',
      comment: 'Facts, judging, reports and settings know neither files nor network nor processes nor the environment.',
      severity: 'error',
      from: { path: '^src/(?:facts|judge|report|model|config|registers|scaffold)/', pathNot: '(?:\\.test|^src/scaffold/testing)\\.ts$' },
      to: { path: io, dependencyTypes: ['core'] },
    },
    {
      name: 'the-interface-knows-the-contract',
      comment:
        'What runs in the browser sees the public JSON, like any other reader of it, and decides levels by the code that decides them here (0011).',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^src/', pathNot: '^src/(?:report/(?:web-)?contract|judge/levels)\\.ts$' },
    },
    {
      name: 'the-interface-is-on-top',
      comment: 'Nothing of the command line or below may depend on what runs in the browser.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^web/' },
    },
    {
      name: 'only-the-command-line-is-on-top',
      comment: 'Nothing below may depend on the command line.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'no-circles',
      comment: 'Files that need each other are one file.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-strays', comment: 'Every import resolves.', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
