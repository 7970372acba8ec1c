export default class Loop {
  constructor() {
    for (;;);
  }

  applyGradients(): void {}
}
