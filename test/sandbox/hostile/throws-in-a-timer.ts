export default class Late {
  applyGradients(): void {
    setTimeout(() => {
      throw new Error('thrown later');
    });
  }
}
