import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

test.each([
  ['Vercel, perhaps connected', 'web/vercel.json', '{ "rewrites": [] }', [{ tool: 'vercel', automatic: 'unknown', line: 1 }]],
  ['Vercel, switched off', 'vercel.json', '{\n  "git": { "deploymentEnabled": false }\n}', [{ tool: 'vercel', automatic: 'no', line: 2 }]],
  ['Render', 'render.yaml', 'services:\n  - type: web\n    name: shop\n', [{ tool: 'render', automatic: 'yes', line: 2 }]],
  ['Render by hand', 'render.yaml', 'services:\n  - type: web\n    autoDeploy: false\n', [{ automatic: 'no' }]],
  ['a render.yaml of something else', 'render.yaml', 'engine: cairo\n', []],
  [
    'DigitalOcean',
    '.do/app.yaml',
    'services:\n  - name: api\n    github:\n      repo: acme/api\n      deploy_on_push: true\n',
    [{ tool: 'digitalocean', automatic: 'yes', line: 4 }],
  ],
  ['App Engine', 'app.yaml', 'runtime: python312\n', []],
  ['Netlify', 'netlify.toml', '[build]\ncommand = "npm run build"\n', [{ tool: 'netlify', automatic: 'unknown' }]],
  [
    'Amplify in Terraform',
    'main.tf',
    'resource "aws_amplify_branch" "main" {\n  branch_name = "main"\n  stage = "PRODUCTION"\n}\n',
    [{ tool: 'amplify', automatic: 'yes', production: 'yes' }],
  ],
])('%s', async (_, path, text, expected) => {
  const facts = flat(await factsOf({ [path]: text }), 'deploy.platform');
  expect(facts).toHaveLength(expected.length);
  expect(facts).toMatchObject(expected);
});
