/** Why a view cannot show this state, and a way to one that it can. */
export function Unsuited({
  says,
  label,
  onBegin,
}: {
  readonly says: string;
  readonly label: string;
  readonly onBegin: () => void;
}) {
  return (
    <div class="unsuited">
      <p class="told">{says}</p>
      <p>
        <button type="button" class="wide" onClick={onBegin}>
          {label}
        </button>
      </p>
    </div>
  );
}
