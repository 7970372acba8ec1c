import { effect } from '@preact/signals-core';
import { render } from 'preact';
import { useState } from 'preact/hooks';
import type { LabState } from '#src/lab/link';
import { restore, stopped } from './own-rule.ts';
import { part } from './part.ts';
import { keep, notice, readAddress, show, state } from './store.ts';
import { views } from './views/index.ts';
import type { View } from './views/view.ts';
import { words } from './words.ts';

const names = views.map(({ name }) => name);

function Page() {
  const { task, lock = [] } = state.value;
  document.body.dataset['lock'] = lock.join(' ');
  const { Show, lead = words.lead } = (
    views.find(({ name }) => name === state.value.view) as View
  ).open();
  return (
    <>
      <header>
        <h1>{words.title}</h1>
        <p class="lead">{lead}</p>
      </header>
      {views.length > 1 && (
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
      )}
      <p class="notice" role="alert">
        {notice.value || stopped.value}
      </p>
      {task && <Task task={task} />}
      <Show />
      <Teach />
    </>
  );
}

function Task({ task }: { readonly task: NonNullable<LabState['task']> }) {
  const { TaskPanel } = part('teach');
  return <TaskPanel task={task} />;
}

function Teach() {
  const [isOpen, setOpen] = useState(false);
  const Form = isOpen ? part('teach').TeachForm : undefined;
  return (
    <details class="teach" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.teach}</summary>
      {Form && <Form />}
    </details>
  );
}

if (window !== parent) document.body.dataset['embedded'] = '';
addEventListener('beforeprint', () => part('teach').printState());
restore();
readAddress(names);
addEventListener('popstate', () => readAddress(names));
const main = document.querySelector('main') as HTMLElement;
main.replaceChildren();
// Whatever a picture reads while it is drawn draws the page anew when it changes.
effect(() => render(<Page />, main));
