export default class Loop {
  get applyGradients(): () => void {
    for (;;);
  }
}
