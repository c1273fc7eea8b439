/** Endings of files that a template engine turns into YAML: Ansible and Jinja, helmfile and other programs in Go. */
const engineEnding = /\.ya?ml\.(?:j2|jinja2?|gotmpl)$/i;
/** Programs in Ruby fill in templates for others, too: those are read only where their content says what they are. */
const template = /\.(?:j2|jinja2?|erb|gotmpl)$|(?:^|\/)templates\/[^\s]*\.(?:ya?ml|tpl)$/i;

/** A template becomes a file without its last ending and is read as that: `rules.yml.j2` as `rules.yml`; `undefined` for any other name. */
export function madeByTemplate(name: string): string | undefined {
  return engineEnding.test(name) ? name.slice(0, name.lastIndexOf('.')) : undefined;
}

export function isTemplate(path: string): boolean {
  return template.test(path);
}
