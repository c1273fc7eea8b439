import { fingerprint } from '../src/cli/compiled-model.ts';
import { shippedModelFiles } from '../src/cli/model-files.ts';
import { loadModel } from '../src/model/load.ts';

/** Prints the default model, loaded and checked, so that no run has to do it again. */
const files = shippedModelFiles('waf-ops');
const loaded = loadModel(files, shippedModelFiles);
if ('model' in loaded) process.stdout.write(JSON.stringify({ texts: fingerprint(files), model: loaded.model }));
else {
  for (const { path, line, message } of loaded.problems) process.stderr.write(`${path}:${line}: ${message}\n`);
  process.exitCode = 1;
}
