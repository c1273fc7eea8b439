const yamlFile = /\.ya?ml$/i;
const definition = /^kind:[ \t]*["']?CustomResourceDefinition\b/m;
const item = /^([ ]*)- apiVersion:[ \t]*["']?apiextensions\.k8s\.io\//;

/**
 * Blanks out the custom resource definitions of a YAML stream, also as items of a list or template, and keeps every line number.
 * They are schemas, often megabytes of them, and name every kind that a detector could look for.
 */
export function withoutResourceDefinitions(path: string, text: string): string {
  if (!text.includes('CustomResourceDefinition') || !yamlFile.test(path)) return text;
  return text
    .split(/^(?=---)/m)
    .map(document => (definition.test(document) ? document.replace(/[^\n]+/g, '') : withoutItems(document)))
    .join('');
}

function withoutItems(document: string): string {
  if (!document.includes('apiextensions.k8s.io/')) return document;
  let indent = -1;
  return document
    .split('\n')
    .map(line => {
      const start = item.exec(line);
      const depth = line.length - line.trimStart().length;
      if (start) indent = depth;
      else if (indent >= 0 && line.trim() !== '' && depth <= indent) indent = -1;
      return indent >= 0 ? '' : line;
    })
    .join('\n');
}
