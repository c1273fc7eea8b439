/** What a language's packages are called in the list of dependencies. */
export const ecosystemOf: Readonly<Record<string, string>> = {
  node: 'npm',
  go: 'go',
  jvm: 'jvm',
  python: 'python',
  dotnet: 'dotnet',
  ruby: 'ruby',
  php: 'php',
  rust: 'rust',
};
