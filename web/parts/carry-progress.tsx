import { signal } from '@preact/signals-core';
import { UsageError } from '#src/shared/errors';
import { exercises } from '../exercises.ts';
import { addProgress, progress, progressOf } from '../progress.ts';
import { download } from '../save.ts';
import { ownRuleSays } from '../words.ts';

const name = 'progress.json';

/** Outlives the exercise that was open, since a file may open another. */
const said = signal('');

/** Carries the progress to and from the command, which keeps it in a file of the same form. */
export function CarryProgress() {
  const take = async (input: HTMLInputElement) => {
    const [file] = input.files ?? [];
    if (file === undefined) return;
    try {
      addProgress(file.name, await file.text());
      const done = exercises.filter(({ id }) => progressOf(id).passed).length;
      said.value = ownRuleSays.taken(file.name, done, exercises.length);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      said.value = ownRuleSays.refused(error.message);
    }
    // The same file again is a choice again.
    input.value = '';
  };
  return (
    <section>
      <h2>{ownRuleSays.progress}</h2>
      <p>{ownRuleSays.carryProgress}</p>
      <p class="bar actions">
        <button
          type="button"
          onClick={() => download(new Blob([`${JSON.stringify(progress.value, null, 2)}\n`]), name)}
        >
          {ownRuleSays.saveFile(name)}
        </button>
        <label class="file">
          {ownRuleSays.loadFile(name)}
          <input
            type="file"
            class="sr"
            accept=".json,application/json"
            onChange={({ currentTarget }) => void take(currentTarget)}
          />
        </label>
      </p>
      <p role="status">{said.value}</p>
    </section>
  );
}
