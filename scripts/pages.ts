import { format, resolveConfig } from 'prettier';
import { fileURLToPath } from 'node:url';
import { root } from './docstring.ts';
import { libraryDoc } from './library-doc.ts';
import { optimizersDoc } from './optimizers-doc.ts';
import { readmeDoc } from './readme-doc.ts';

const formatted = (path: string, write: () => string | Promise<string>) => async () => {
  const filepath = fileURLToPath(new URL(path, root));
  return format(await write(), { ...(await resolveConfig(filepath)), filepath });
};

/** Every generated page by its path from the root; measured on the current backend, which has to be `cpu`. */
export const pages: Readonly<Record<string, () => Promise<string>>> = {
  'docs/optimizers.md': formatted('docs/optimizers.md', optimizersDoc),
  'docs/library.md': formatted('docs/library.md', libraryDoc),
  'README.md': formatted('README.md', readmeDoc),
};
