import { useState } from 'preact/hooks';
import type { Range } from '#src/shared/options';
import { words } from '../words.ts';

/** What a dial turns. */
export interface DialProps {
  readonly label: string;
  readonly value: number;
  /** Where the slider may stand, from low to high. */
  readonly notches: readonly number[];
  readonly range: Range;
  /** While it is dragged. */
  readonly onInput: (value: number) => void;
  /** Once it is let go of. */
  readonly onChange: () => void;
}

/** A number with its slider and its field; the field takes any number in the range, the slider stands at round ones. */
export function Dial({ label, value, notches, range, onInput, onChange }: DialProps) {
  const [typed, setTyped] = useState<string>();
  const wrong = typed !== undefined && !isIn(range, typed);
  const type = (text: string) => {
    setTyped(text);
    if (isIn(range, text)) onInput(Number(text));
  };
  const leave = () => {
    if (typed === undefined) return;
    setTyped(undefined);
    onChange();
  };
  return (
    <div class="dial">
      <label>
        <span>{label}</span>
        <input
          type="range"
          min={0}
          max={notches.length - 1}
          value={nearest(value, notches)}
          aria-valuetext={String(value)}
          onInput={({ currentTarget }) => onInput(notches[Number(currentTarget.value)] as number)}
          onChange={onChange}
        />
      </label>
      <input
        type="text"
        inputMode="decimal"
        aria-label={label}
        aria-invalid={wrong}
        value={typed ?? String(value)}
        onInput={({ currentTarget }) => type(currentTarget.value)}
        onBlur={leave}
        onKeyDown={({ key }) => key === 'Enter' && leave()}
      />
      {wrong && <small role="alert">{words.mustBe(range.says)}</small>}
    </div>
  );
}

function isIn(range: Range, text: string): boolean {
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value) && range.holds(value);
}

function nearest(value: number, notches: readonly number[]): number {
  const off = notches.map((notch) => Math.abs(notch - value));
  return off.indexOf(Math.min(...off));
}
