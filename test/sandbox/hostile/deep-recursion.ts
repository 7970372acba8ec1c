const deep = (n: number): number => 1 + deep(n + 1);

export default class Deep {
  applyGradients(): void {
    deep(0);
  }
}
