const keyOf = (name: string) => `downhill/${name}`;

/** What this browser keeps under a name; undefined where it keeps nothing, or may not. */
export function kept(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(keyOf(name)) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps something for the next visit. A browser that keeps nothing loses it, which is its owner's choice. */
export function keepInBrowser(name: string, value: unknown): void {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(value));
  } catch {
    // Nothing is kept.
  }
}
