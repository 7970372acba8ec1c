// What `npm run build` makes of web/: the live page, one file that asks for nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transform, type Plugin } from 'esbuild';
import { rules } from 'downhill/rules';
import { pageStyle } from '../src/render/page-style.ts';
import { fileSays, words } from '../web/words.ts';
import { examinerScript, functionExaminerScript } from './lab-examiner.ts';
import { labExercises, lessonsOfMembers } from './lab-exercises.ts';
import { labScripts } from './lab-scripts.ts';
import { exerciseLines } from './noted-rules.ts';
import { docstringOf, docstrings, root, tagOf } from './docstring.ts';

/** The page walks in doubles; of the files that make tensors it uses what does not. */
const withoutTensors: Plugin = {
  name: 'without tensors',
  setup(to) {
    to.onResolve({ filter: /^@tensorflow\// }, ({ path }) => ({ path, namespace: 'tensors' }));
    to.onLoad({ filter: /.*/, namespace: 'tensors' }, () => ({ contents: 'module.exports = {}' }));
    // What builds a problem for training is a method of it, as the compiler has set it.
    to.onLoad({ filter: /[\\/]dist[\\/]problems[\\/][\w-]+\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/^( *)build\(.*\{\n[\s\S]*?\n\1\},\n/m, ''),
    }));
  },
};

const docs = docstrings('rules');
const ruleDocs = Object.fromEntries(
  Object.keys(rules).map((name) => {
    const doc = docstringOf(docs, name);
    const says = { formula: tagOf(name, doc, 'formula'), use: tagOf(name, doc, 'use') };
    return [name, { ...says, path: doc.path, lines: exerciseLines(doc.path) }];
  }),
);

/** A script that ends where it should. */
const inPage = (text: string) => text.replaceAll('</script', '<\\/script');
const file = (path: string) => fileURLToPath(new URL(path, root));
const { script, parts } = await labScripts([withoutTensors]);
const exercises = await labExercises();
const asked = exercises.map(({ member }) => member);
const examiner = await examinerScript(asked, [withoutTensors]);
const functionExaminer = await functionExaminerScript(asked, [withoutTensors]);
const own = await transform(readFileSync(file('web/lab.css'), 'utf8'), {
  loader: 'css',
  minify: true,
});
const style = `${pageStyle}${own.code}`;

writeFileSync(
  file('dist/lab.html'),
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${words.title} · downhill</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#lab" onclick="document.getElementById('lab').focus();return false">${fileSays.skip}</a>
<nav class="course" aria-label="${fileSays.nav.label}"><a href="index.html">${fileSays.nav.home}</a><a href="index.html">${fileSays.nav.lessons}</a></nav>
<main id="lab" tabindex="-1"><noscript>${fileSays.noScript}</noscript></main>
<script type="application/json" id="rule-docs">${JSON.stringify(ruleDocs)}</script>
<script type="application/json" id="exercises">${inPage(JSON.stringify({ exercises, lessons: lessonsOfMembers() }))}</script>
<script type="text/plain" id="examiner">${examiner}</script>
<script type="text/plain" id="function-examiner">${functionExaminer}</script>
${Object.entries(parts)
  .map(([name, text]) => `<script type="text/plain" id="part-${name}">${inPage(text)}</script>`)
  .join('\n')}
<script>${inPage(script)}</script>
</body>
</html>
`,
);
