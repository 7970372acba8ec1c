import { effect } from '@preact/signals-core';
import { render } from 'preact';
import { mostEntrants } from '#src/lab/link';
import { kept } from './kept.ts';
import { own } from './own-rule.ts';
import { part } from './part.ts';
import { keep, notice, readAddress, show, state } from './store.ts';
import { views } from './views/index.ts';
import type { View } from './views/view.ts';
import { words } from './words.ts';

const names = views.map(({ name }) => name);

function Page() {
  const { task, lock = [] } = state.value;
  const Task = task && part('teach').TaskPanel;
  document.body.dataset['lock'] = lock.join(' ');
  const { Show, lead = words.lead(mostEntrants) } = (
    views.find(({ name }) => name === state.value.view) as View
  ).open();
  return (
    <>
      <header>
        <h1>{words.title}</h1>
        <p class="lead">{lead}</p>
      </header>
      <nav class="views" aria-label={words.views.label}>
        {views.map(({ name, label, open }) => (
          <button
            key={name}
            type="button"
            aria-current={name === state.value.view}
            onClick={() => {
              show({ ...open().begin?.(state.value), view: name });
              keep();
            }}
          >
            {label}
          </button>
        ))}
      </nav>
      <p class="notice" role="alert">
        {notice.value}
      </p>
      {Task && <Task />}
      <Show />
      <details
        class="teach"
        onToggle={({ currentTarget }) => part('teach').openForm(currentTarget)}
      >
        <summary>{words.teach}</summary>
      </details>
    </>
  );
}

if (window !== parent) document.body.dataset['embedded'] = '';
addEventListener('beforeprint', () => part('teach').printState());
if (kept(own) !== undefined) part('ending').restore();
readAddress(names);
addEventListener('popstate', () => readAddress(names));
const main = document.querySelector('main') as HTMLElement;
main.replaceChildren();
// Whatever a picture reads while it is drawn draws the page anew when it changes.
effect(() => render(<Page />, main));
